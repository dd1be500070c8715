import { Callout } from "@/app/_ui/callout";
import { Quantity } from "@/app/_ui/money";
import type { TransferProposal } from "@/lib/services/propose-transfers";
import { LinkAllForm, LinkForm } from "./link-forms";

const SHOWN = 5;

/** Pairs of rows that look like one move between own accounts, each with its reason and one click to confirm. */
export function TransferProposals({
  clientId,
  proposals,
}: {
  clientId: string;
  proposals: readonly TransferProposal[];
}) {
  if (proposals.length === 0) {
    return null;
  }
  const one = proposals.length === 1;
  return (
    <section aria-labelledby="proposals" className="mb-8">
      <Callout
        tone="caution"
        title={
          <span id="proposals">
            {one
              ? "Two rows look like one move between your accounts"
              : `${proposals.length} pairs of rows look like moves between your accounts`}
          </span>
        }
        actions={one ? undefined : <LinkAllForm clientId={clientId} count={proposals.length} />}
      >
        <p className="text-sm">
          Linked, a pair becomes one transfer: no gain, and basis and dates go along. You can
          separate it again at any time.
        </p>
        <ul className="mt-3 flex flex-col">
          {proposals.slice(0, SHOWN).map((proposal) => (
            <li
              key={proposal.sent}
              className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-t py-3"
            >
              <div className="min-w-0 max-w-prose">
                <p className="font-medium">
                  <Quantity amount={proposal.quantitySent} asset={proposal.asset} /> from{" "}
                  {proposal.from} to {proposal.to}
                </p>
                <p className="text-muted text-sm">{proposal.reason}</p>
              </div>
              <LinkForm
                clientId={clientId}
                sent={proposal.sent}
                received={proposal.received}
                about={`${proposal.quantitySent} ${proposal.asset} from ${proposal.from} to ${proposal.to}`}
              />
            </li>
          ))}
        </ul>
        {proposals.length > SHOWN && (
          <p className="border-line border-t pt-3 text-muted text-sm">
            and {proposals.length - SHOWN} more
          </p>
        )}
      </Callout>
    </section>
  );
}
