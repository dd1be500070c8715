import Link from "next/link";
import { Fragment } from "react";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Quantity } from "@/app/_ui/money";
import { assetText } from "@/lib/assets/label";
import { formatQuantity } from "@/lib/money/format";
import type { SoonProposals } from "@/lib/services/kept-proposals";
import {
  isUnrivalled,
  type ProposalSide,
  type TransferProposal,
} from "@/lib/services/propose-transfers";
import { LinkAllForm, LinkForm } from "./link-forms";
import { StillMatching } from "./still-matching";

const SHOWN = 5;

/** Rows that look like moves between own accounts, each with its reason and one click to confirm. */
export function TransferProposals({
  clientId,
  found: { proposals, matching },
  shown = SHOWN,
}: {
  clientId: string;
  found: SoonProposals;
  /** How many are told; the page of all rows without another side has more. */
  shown?: number;
}) {
  if (matching !== null) {
    return <StillMatching {...matching} />;
  }
  if (proposals.length === 0) {
    return null;
  }
  const one = proposals.length === 1;
  const unrivalled = proposals.filter(isUnrivalled).length;
  return (
    <section aria-labelledby="proposals" className="mb-8">
      <Callout
        tone="caution"
        title={
          <span id="proposals">
            {one
              ? "Some rows look like one move between your accounts"
              : `Some rows look like ${proposals.length.toLocaleString("en-US")} moves between your accounts`}
          </span>
        }
        actions={
          unrivalled > 1 ? <LinkAllForm clientId={clientId} count={unrivalled} /> : undefined
        }
      >
        <p className="text-sm">
          Linked, they become one transfer: no gain, and basis and dates go along. You can separate
          it again at any time. What is certain was linked when it was imported.
        </p>
        <ul className="mt-3 flex flex-col">
          {proposals.slice(0, shown).map((proposal) => (
            <li
              key={proposal.sent.map(({ id }) => id).join()}
              className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-t py-3"
            >
              <Proposal proposal={proposal} />
              <div className="flex flex-wrap items-start gap-2">
                <LinkForm
                  clientId={clientId}
                  sent={proposal.sent.map(({ id }) => id)}
                  received={proposal.received.map(({ id }) => id)}
                  about={moveText(proposal)}
                />
                <ButtonLink size="small" href={linkHref(clientId, proposal)}>
                  Look closer<span className="sr-only">: {moveText(proposal)}</span>
                </ButtonLink>
              </div>
            </li>
          ))}
        </ul>
        {proposals.length > shown && (
          <p className="border-line border-t pt-3 text-sm">
            <Link href={`/clients/${clientId}/ledger/link`}>
              and {(proposals.length - shown).toLocaleString("en-US")} more, with every row that has
              no other side
            </Link>
          </p>
        )}
      </Callout>
    </section>
  );
}

function Proposal({ proposal }: { proposal: TransferProposal }) {
  const { sent, received, asset, reason, nextBest } = proposal;
  return (
    <div className="min-w-0 max-w-prose">
      <p className="font-medium">
        <Amounts sides={sent} asset={asset} /> from {accounts(sent)} to {accounts(received)}
        <span className="ml-2 font-normal text-muted text-sm">{surenessOf(proposal)}</span>
      </p>
      <p className="text-muted text-sm">{reason}</p>
      {nextBest !== null && (
        <p className="text-muted text-sm">
          <span className="font-medium text-ink">Could also be:</span> {nextBest}
        </p>
      )}
    </div>
  );
}

/** The units of each row of one side: "0.4 + 0.6 BTC". */
export function Amounts({ sides, asset }: { sides: readonly ProposalSide[]; asset: string }) {
  return sides.map(({ id, quantity }, index) => (
    <Fragment key={id}>
      {index > 0 && " + "}
      <Quantity amount={quantity} {...(index === sides.length - 1 ? { asset } : {})} />
    </Fragment>
  ));
}

/** How sure a proposal is, in words. */
export function surenessOf({ confidence, nextBest }: TransferProposal): string {
  if (confidence >= 980) {
    return "Certain by the chain";
  }
  const words = confidence >= 750 ? "Very likely" : confidence >= 600 ? "Likely" : "Possible";
  return nextBest === null ? words : `${words}, but not the only one`;
}

/** The accounts of some rows, each once. */
export function accounts(sides: readonly ProposalSide[]): string {
  return [...new Set(sides.map(({ account }) => account))].join(" and ");
}

/** The page of the one row that stands alone on its side, with the others chosen. */
function linkHref(clientId: string, { sent, received }: TransferProposal): string {
  const isSplit = sent.length === 1;
  const [row, others] = isSplit ? [sent[0], received] : [received[0], sent];
  const picks = others.map(({ id }) => `&pick=${id}`).join("");
  return `/clients/${clientId}/ledger/link?row=${row?.id ?? ""}${picks}`;
}

function moveText({ sent, received, asset }: TransferProposal): string {
  const units = sent.map(({ quantity }) => formatQuantity(quantity)).join(" and ");
  return `${units} ${assetText(asset)} from ${accounts(sent)} to ${accounts(received)}`;
}
