import type { ReactNode } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Callout } from "@/app/_ui/callout";
import { Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { Table, Td, Th } from "@/app/_ui/table";
import { assetText } from "@/lib/assets/label";
import type { LinkOutcome } from "@/lib/services/link-outcome";

/** What linking the chosen rows would do, and the button that does it. */
export function Outcome({ outcome, children }: { outcome: LinkOutcome; children: ReactNode }) {
  if (outcome.is === "impossible") {
    return (
      <Callout tone="bad" title="These cannot be one move" className="mb-8" live>
        {outcome.reason}
      </Callout>
    );
  }
  const { ways, asset } = outcome;
  return (
    <Section
      title="What follows"
      lead="One transfer for each way the units went."
      className="mb-10"
    >
      <Table caption="Transfers that follow">
        <thead>
          <tr>
            <Th>From</Th>
            <Th>To</Th>
            <Th numeric>Leaves</Th>
            <Th numeric>Arrives</Th>
          </tr>
        </thead>
        <tbody>
          {ways.map((way) => (
            <tr key={`${way.from}${way.to}${way.sent}${way.received}`}>
              <Td>{way.from}</Td>
              <Td>{way.to}</Td>
              <Td numeric>
                <Quantity amount={way.sent} asset={way.asset} />
              </Td>
              <Td numeric>
                <Quantity amount={way.received} asset={way.asset} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-4 max-w-prose">
        {outcome.hasFee ? (
          <>
            <Quantity amount={outcome.fee} asset={asset} className="font-medium" /> did not arrive (
            {shareText(outcome.feeShare)}): it becomes the network’s fee, treated as your settings
            say.
          </>
        ) : (
          "Everything arrived: no fee follows."
        )}
      </p>
      {outcome.feeShare >= MUCH && (
        <Callout tone="caution" className="mt-3" title="That is much for a fee">
          Network fees are rarely over one percent. If part of it went elsewhere, choose that row as
          well, or leave these apart.
        </Callout>
      )}
      {outcome.bridge !== null && (
        <Callout className="mt-3" title={`It arrives as ${assetText(outcome.bridge)}`}>
          One form of the coin for another is a bridge: the units travel and are converted there.
          Whether that is taxed is not settled; your settings decide.{" "}
          <AuthorityChip id="notice-2024-57" />
        </Callout>
      )}
      <div className="mt-4">{children}</div>
    </Section>
  );
}

/** Hundredths of a percent from which a difference is no ordinary fee. */
const MUCH = 200;

function shareText(hundredths: number): string {
  return hundredths === 0 ? "less than 0.01 %" : `${hundredths / 100} %`;
}
