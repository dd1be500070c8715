import type { ReactNode } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Badge } from "@/app/_ui/badge";
import type { CitationId } from "@/app/_ui/citations";
import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import type { AloneView } from "@/lib/services/gains/alone-views";
import { AskedText } from "./asked-text";

const words = {
  "gain-near-long": "Turns long-term soon",
  gain: "A gain",
  "zero-bracket": "Gains taxed at 0%",
  "no-bid": "Nobody buys it",
  illiquid: "Hard to sell",
  "related-buyer": "Related buyer",
  "wash-sale-window": "Wash sale",
  "no-price": "No price",
  "no-basis": "Basis not known",
  "not-reachable": "Other lots go first",
  costs: "Costs more than it saves",
} as const satisfies Record<AloneView["code"], string>;

/** The law behind a reason, where one is. */
const LAW: Partial<Record<AloneView["code"], CitationId>> = {
  "gain-near-long": "irc-1222",
  "zero-bracket": "irc-1h",
  "no-bid": "irc-1001",
  "related-buyer": "irc-267",
  "wash-sale-window": "irc-1091",
  "no-basis": "irc-6001",
  "not-reachable": "reg-1-1012-1-j",
};

/** What not to sell, and why. */
export function LeaveAlone({
  items,
  whyHref,
  children,
}: {
  items: readonly AloneView[];
  /** The same page with what selling one of them does open. */
  whyHref: (key: string) => string;
  children: ReactNode;
}) {
  if (items.length === 0) {
    return children;
  }
  return (
    <Section
      title="Do not harvest"
      lead="Selling these now saves nothing, costs tax, or cannot be judged. Each says why."
    >
      <Table caption="What to leave alone, and why" density="comfortable">
        <thead>
          <tr>
            <Th sticky>What</Th>
            <Th className={wide}>Account</Th>
            <Th>Why</Th>
            <Th numeric className={wide}>
              Unrealised
            </Th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Item key={item.key} item={item} whyHref={item.isAskable ? whyHref(item.key) : null} />
          ))}
        </tbody>
      </Table>
      {children}
    </Section>
  );
}

/** A column that a telephone has no room for; what it says stands beside the reason there. */
const wide = "max-sm:hidden";

function Item({ item, whyHref }: { item: AloneView; whyHref: string | null }) {
  const law = LAW[item.code];
  const amount =
    item.gain === null ? (
      <span className="text-muted">not known</span>
    ) : (
      <Money amount={item.gain} tone="signed" />
    );
  const gain =
    whyHref === null ? (
      amount
    ) : (
      <WhyLink href={whyHref} about="what selling it does to the year">
        {amount}
      </WhyLink>
    );
  return (
    <Tr>
      <RowHead>
        <Quantity amount={item.quantity} asset={item.asset} />
      </RowHead>
      <Td className={`${wide} whitespace-nowrap`}>{item.account}</Td>
      <Td>
        <Badge tone={item.code === "gain" ? "plain" : "caution"}>{words[item.code]}</Badge>
        <span className="mt-1 block">
          <AskedText text={item.reason} href={whyHref} />{" "}
          {law !== undefined && <AuthorityChip id={law} />}
        </span>
        {item.firstLongDate !== null && (
          <span className="block text-muted text-sm">
            Long-term from <Day date={item.firstLongDate} />
          </span>
        )}
        <span className="block text-muted text-sm sm:hidden">
          {item.account}, unrealised {gain}
        </span>
      </Td>
      <Td numeric className={wide}>
        {gain}
      </Td>
    </Tr>
  );
}
