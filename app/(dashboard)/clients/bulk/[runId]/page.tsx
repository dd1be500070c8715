import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { ButtonLink, DownloadLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { dayText } from "@/app/_ui/day";
import { JobProgress } from "@/app/_ui/job-progress";
import { PageHeader } from "@/app/_ui/page-header";
import { Th } from "@/app/_ui/table";
import { DeskShell } from "@/app/(dashboard)/_shell/desk-shell";
import { found } from "@/app/(dashboard)/clients/[clientId]/_gains/found";
import { missingProof, requireSession } from "@/lib/auth/session";
import { type BulkItemView, type BulkRunView, viewBulkRun } from "@/lib/services/bulk/view-bulk";
import { BULK_WORDS, PIECE_WORDS } from "@/lib/services/bulk/words";
import { ListCell, ListTable } from "../../_components/list-table";
import { StopForm } from "../_components/stop-form";

export const metadata: Metadata = { title: "For many clients" };

/** One run: how far it is, what was made, what was not and why. */
export default async function BulkRunPage({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  const session = await requireSession();
  const run = await found(viewBulkRun(session, runId));
  const isProven = (await missingProof(session, "second-step")) === null;
  return (
    <DeskShell user={session}>
      <PageHeader
        over="For many clients"
        title={BULK_WORDS[run.what].label}
        lead={`Asked for on ${dayText(run.requestedAt)}, ${run.requestedAt.slice(11, 16)} UTC.`}
        actions={
          <>
            <ButtonLink href="/clients/bulk">Another one</ButtonLink>
            {run.papers > 0 && <Zip runId={runId} isProven={isProven} />}
          </>
        }
      />
      <Standing run={run} />
      <Items items={run.items} />
    </DeskShell>
  );
}

/** The papers of many clients are handed out to whoever has just shown that it is them. */
function Zip({ runId, isProven }: { runId: string; isProven: boolean }) {
  return isProven ? (
    <DownloadLink href={`/api/bulk/${runId}`} variant="primary">
      Download as one zip
    </DownloadLink>
  ) : (
    <ButtonLink
      href={`/account/confirm?next=${encodeURIComponent(`/clients/bulk/${runId}`)}`}
      variant="primary"
    >
      Confirm, then download
    </ButtonLink>
  );
}

function Standing({ run }: { run: BulkRunView }) {
  const { id, done, failed, total, isStopped } = run;
  const ended = done + failed;
  if (ended < total) {
    return (
      <div className="mb-8 flex max-w-xl flex-col gap-4">
        <JobProgress
          url={`/api/bulk/${id}/progress`}
          label={isStopped ? "Stopping" : "Working"}
          unit="done"
          initial={{ state: "running", done: ended, total, message: null }}
        />
        {!isStopped && <StopForm run={id} />}
      </div>
    );
  }
  return failed === 0 ? (
    <Callout tone="good" title={`All ${total.toLocaleString("en-US")} are made`} className="mb-8" />
  ) : (
    <Callout
      tone="caution"
      title={`${done.toLocaleString("en-US")} made, ${failed.toLocaleString("en-US")} not`}
      className="mb-8"
    >
      Those that were not made stand first, with the reason. The zip’s manifest lists them too.
    </Callout>
  );
}

const STATES = {
  queued: <Badge>Waiting</Badge>,
  done: <Badge tone="gain">✓ Made</Badge>,
  failed: <Badge tone="loss">▲ Not made</Badge>,
} as const;

interface Column {
  readonly name: string;
  readonly show: (item: BulkItemView) => ReactNode;
}

const COLUMNS: readonly Column[] = [
  { name: "Tax year", show: ({ year }) => year },
  { name: "What", show: ({ kind }) => PIECE_WORDS[kind] },
  { name: "State", show: ({ state }) => STATES[state] },
  { name: "Why", show: ({ failure }) => <span className="text-muted">{failure}</span> },
];

/** A table; on a phone cards of the same markup, so that no reason is out of sight. */
function Items({ items }: { items: readonly BulkItemView[] }) {
  return (
    <ListTable caption="What became of each">
      <thead>
        <tr>
          <Th sticky>Client</Th>
          {COLUMNS.map(({ name }) => (
            <Th key={name}>{name}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.key}>
            <th scope="row" className="edge">
              <Link
                href={`/clients/${item.clientId}${item.kind === "figures" ? "" : "/reports"}`}
                prefetch={false}
                className="text-ink underline decoration-line-strong underline-offset-4"
              >
                {item.clientName}
              </Link>
            </th>
            {COLUMNS.map(({ name, show }) => (
              <ListCell
                key={name}
                name={name}
                className={name === "Why" ? "wide" : undefined}
                isEmpty={name === "Why" && item.failure === null}
              >
                {show(item)}
              </ListCell>
            ))}
          </tr>
        ))}
      </tbody>
    </ListTable>
  );
}
