import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Callout } from "@/app/_ui/callout";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { WhyLink } from "@/app/_ui/why-link";
import type { SaleAnswer } from "@/lib/services/sale-choice/sale-views";
import type { OpenParts } from "../../../_gains/open-parts";
import { LotsOrFold } from "../../_components/orders";
import { overKey } from "./way-names";

/** What the accounts sell when nothing is written down, and what record before the sale opens the best lots. */
export function Unasked({
  answer,
  asset,
  root,
  parts,
}: {
  answer: SaleAnswer;
  asset: string;
  root: string;
  parts: OpenParts;
}) {
  const unasked = answer.choices.find(({ id }) => id === "in-force");
  const methods = [...new Set(unasked?.orders.map(({ method }) => method) ?? [])].join(" and ");
  if (answer.needsNoRecord) {
    return (
      <Callout tone="good" className="mt-6" title="Nothing needs to be written down for this">
        {answer.best.orders.length === 1 ? "The account sells" : "The accounts sell"} by {methods}{" "}
        and would take lots that cost no more. <AuthorityChip id="reg-1-1012-1-j" />
      </Callout>
    );
  }
  return (
    <Section
      title="If nothing is written down"
      lead={
        unasked === undefined
          ? "Under the order in force a lot without a known basis comes first, so what the sale would cost is not known."
          : `Then ${methods} decides, whatever you had in mind.`
      }
    >
      {unasked !== undefined && (
        <>
          {unasked.orders.map((order) => (
            <div key={order.accountId} className="mb-4">
              <LotsOrFold
                order={order}
                asset={asset}
                name={`unasked.${order.accountId}`}
                root={root}
                parts={parts}
                as="as the account sells"
              />
            </div>
          ))}
          <p className="text-lg">
            That {unasked.addedTax.startsWith("-") ? "lowers the tax by " : "adds tax of "}
            <WhyLink
              href={parts.whyHref(unasked.id)}
              about="the worksheets without and with what the accounts sell unasked"
            >
              <Money amount={unasked.addedTax.replace("-", "")} />
            </WhyLink>
            :{" "}
            <strong className="font-semibold">
              <WhyLink
                href={parts.whyHref(overKey(unasked.id))}
                about="the worksheets with the best lots and with these"
              >
                <Money amount={unasked.over} /> worse
              </WhyLink>
            </strong>{" "}
            than the lots above.
          </p>
        </>
      )}
      <Callout className="mt-4" title="What opens the lots above">
        <Opening answer={answer} />{" "}
        <Link
          href={`${root}/settings?part=methods`}
          prefetch={false}
          className="text-accent underline"
        >
          A standing order
        </Link>{" "}
        in force before the sale can do the same where it sells by the order you want.{" "}
        <AuthorityChip id="reg-1-1012-1-j" /> <AuthorityChip id="notice-2026-20" />
      </Callout>
    </Section>
  );
}

function Opening({ answer }: { answer: SaleAnswer }) {
  const told = answer.best.orders.filter(({ mustTell }) => mustTell);
  const names = told.map(({ account }) => account).join(" and ");
  return told.length === 0
    ? "The lots named in your own records, dated no later than the moment of the sale."
    : `The lots named in your records and told to ${names}, no later than the moment of the sale.`;
}
