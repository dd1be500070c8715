import { Tabs } from "@/app/_ui/tabs";

const PARTS = [
  { id: "sell", path: "", label: "To sell" },
  { id: "sale", path: "/sell", label: "One sale" },
  { id: "what-if", path: "/what-if", label: "What if" },
  { id: "plans", path: "/plans", label: "Plans" },
  { id: "years", path: "/years", label: "Years ahead" },
  { id: "season", path: "/season", label: "The autumn" },
  { id: "tickets", path: "/tickets", label: "Named lots" },
  { id: "rebuys", path: "/rebuys", label: "Bought back" },
  { id: "losses", path: "/losses", label: "NFTs, losses" },
] as const;

/** The parts of the season under one client. */
export function HarvestTabs({
  clientId,
  current,
}: {
  clientId: string;
  current: (typeof PARTS)[number]["id"];
}) {
  return (
    <Tabs
      label="Parts of the harvest"
      tabs={PARTS.map(({ id, path, label }) => ({
        href: `/clients/${clientId}/harvest${path}`,
        label,
        current: id === current,
      }))}
    />
  );
}
