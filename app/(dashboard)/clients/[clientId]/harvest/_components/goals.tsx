import Link from "next/link";
import { Button } from "@/app/_ui/button";
import type { GoalId } from "@/lib/services/best-harvest/goal-wish";
import type { CostsView } from "@/lib/services/gains/typed-costs";
import { address, type Query } from "../../_gains/address";
import { FeeFields } from "./fee-fields";
import { Kept } from "./kept";

const NAMES: Record<GoalId, string> = {
  best: "This year's best",
  "use-up-gains": "Use up my gains",
  "reach-loss-limit": "Reach the loss limit",
  "fill-zero-band": "Fill the 0% band with gains",
};

const ORDER: readonly GoalId[] = ["best", "use-up-gains", "reach-loss-limit", "fill-zero-band"];

/** What the harvest is for, which lots it may take, and what selling costs. All of it stands in the address. */
export function Goals({
  goal,
  isNamed,
  costs,
  path,
  query,
}: {
  goal: GoalId;
  isNamed: boolean;
  costs: CostsView;
  path: string;
  query: Query;
}) {
  const fresh = { picked: null, pick: null, open: null, why: null };
  return (
    <div className="mb-8 grid gap-x-8 gap-y-4 border-line border-y py-4 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="flex min-w-0 flex-col gap-3">
        <Choices
          label="What for"
          options={ORDER.map((id) => ({
            name: NAMES[id],
            href: address(path, query, { ...fresh, goal: id === "best" ? null : id }),
            isCurrent: id === goal,
          }))}
        />
        <Choices
          label="Which lots"
          options={[
            {
              name: "As the accounts sell",
              href: address(path, query, { ...fresh, lots: null }),
              isCurrent: !isNamed,
            },
            {
              name: "Named before the sale",
              href: address(path, query, { ...fresh, lots: "named" }),
              isCurrent: isNamed,
            },
          ]}
        />
      </div>
      <Costs costs={costs} path={path} query={query} />
    </div>
  );
}

function Choices({
  label,
  options,
}: {
  label: string;
  options: readonly { name: string; href: string; isCurrent: boolean }[];
}) {
  return (
    <nav
      aria-label={label}
      className="grid items-baseline gap-x-4 sm:grid-cols-[5rem_minmax(0,1fr)]"
    >
      <span className="text-muted text-sm">{label}</span>
      <ul className="flex min-w-0 flex-wrap gap-x-4">
        {options.map(({ name, href, isCurrent }) => (
          <li key={name}>
            <Link
              href={href}
              scroll={false}
              prefetch={false}
              aria-current={isCurrent ? "true" : undefined}
              className={`inline-flex min-h-8 items-center ${
                isCurrent ? "border-accent border-b-2 font-medium" : "text-accent hover:underline"
              }`}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Costs({ costs, path, query }: { costs: CostsView; path: string; query: Query }) {
  return (
    <form action={path} className="flex items-start gap-2">
      <Kept query={query} without={["fee", "feeFixed", "why", "picked", "pick"]} />
      <div className="max-w-56">
        <FeeFields fee={costs.fee} feeFixed={costs.feeFixed} errors={costs.errors} />
      </div>
      <Button type="submit" size="small" className="mt-7">
        Count it
      </Button>
    </form>
  );
}
