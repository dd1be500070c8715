import Link from "next/link";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Day } from "@/app/_ui/day";
import { Section } from "@/app/_ui/page-header";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { ReviewView } from "@/lib/services/view-review";
import { Amounts, accounts, surenessOf } from "../../_books/transfer-proposals";

/** What waits for a person besides issues: rows with a question, pairs that look like one move. */
export function Waiting({ view, root }: { view: ReviewView; root: string }) {
  return (
    <>
      {view.questions > 0 && (
        <Callout
          tone="caution"
          className="mt-8"
          title={`${view.questions.toLocaleString("en-US")} imported ${view.questions === 1 ? "row needs" : "rows need"} a decision`}
          actions={
            <ButtonLink href={`${root}/ledger?attention=on`}>Open them in the ledger</ButtonLink>
          }
        >
          The file did not say enough to count them as they are.
        </Callout>
      )}
      {view.proposalCount > 0 && <Proposals view={view} root={root} />}
    </>
  );
}

function Proposals({ view, root }: { view: ReviewView; root: string }) {
  return (
    <Section
      className="mt-10 first:mt-10"
      title="These look like moves between your own accounts"
      lead="A move is no sale: lots keep their basis and day. What was clear is linked already; these wait for you."
      actions={
        <ButtonLink size="small" href={`${root}/ledger`}>
          Link them in the ledger
        </ButtonLink>
      }
    >
      <Table caption="Rows that look like one move">
        <thead>
          <tr>
            <Th sticky>Sent</Th>
            <Th>From</Th>
            <Th>To</Th>
            <Th>Left</Th>
            <Th>Arrived</Th>
            <Th>How sure</Th>
            <Th>Why</Th>
          </tr>
        </thead>
        <tbody>
          {view.proposals.map((move) => (
            <Tr key={move.sent.map(({ id }) => id).join()}>
              <RowHead>
                <Link href={`${root}/ledger?tx=${move.sent[0]?.id}`} className="underline">
                  <Amounts sides={move.sent} asset={move.asset} />
                </Link>
              </RowHead>
              <Td>{accounts(move.sent)}</Td>
              <Td>{accounts(move.received)}</Td>
              <Td>
                <Day date={move.sent[0]?.at ?? ""} />
              </Td>
              <Td>
                <Day date={move.received.at(-1)?.at ?? ""} />
              </Td>
              <Td className="min-w-32">{surenessOf(move)}</Td>
              <Td className="min-w-48 text-muted">{move.reason}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {view.proposalCount > view.proposals.length && (
        <p className="mt-1 text-muted text-sm">
          The first {view.proposals.length} of {view.proposalCount}.
        </p>
      )}
    </Section>
  );
}
