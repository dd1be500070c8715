import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { ButtonLink } from "@/app/_ui/button";
import { dayText } from "@/app/_ui/day";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { DeskShell } from "@/app/(dashboard)/_shell/desk-shell";
import { requireUser } from "@/lib/auth/session";
import { viewBulkRuns } from "@/lib/services/bulk/view-bulk";
import { BULK_CHOICES, BULK_WORDS } from "@/lib/services/bulk/words";
import { boardHref, readBoardQuery } from "@/lib/services/cockpit/board-query";
import { STAGE_WORDS } from "@/lib/services/cockpit/stage";
import { viewBoard } from "@/lib/services/cockpit/view-board";
import { ROLE_WORDS, viewTeam } from "@/lib/services/firm/view-team";
import type { Params } from "@/lib/services/ledger-filter";
import { BulkForm } from "./_components/bulk-form";

export const metadata: Metadata = { title: "For many clients" };

/** Papers and figures for many clients at once: those the board shows when one comes from there. */
export default async function BulkPage({ searchParams }: { searchParams: Promise<Params> }) {
  const query = readBoardQuery(await searchParams);
  const user = await requireUser();
  const [board, runs, team] = await Promise.all([
    viewBoard(user, { ...query, view: "list" }, { isWhole: true }),
    viewBulkRuns(user),
    viewTeam(user),
  ]);
  if (!board.may.bulk) {
    redirect("/clients");
  }
  const members = board.may.assign && team.ok ? team.value.members : [];
  return (
    <DeskShell user={user} wide>
      <PageHeader
        over={board.firmName ?? undefined}
        title="For many clients"
        lead="Papers for the clients and years you choose, as one zip with a manifest and the SHA-256 of every file; what cannot be made is listed with its reason. Or the clients assigned to a colleague, at once."
        actions={<ButtonLink href={boardHref(query)}>All clients</ButtonLink>}
      />
      {board.items.length === 0 ? (
        <EmptyState title="No clients to choose from">
          {board.total === 0
            ? "Add clients first."
            : "No client fits what the board was narrowed to. Go back and show all clients."}
        </EmptyState>
      ) : (
        <BulkForm
          choices={BULK_CHOICES.map((value) => ({ value, ...BULK_WORDS[value] }))}
          years={board.years.map(String)}
          usual={String(board.year)}
          colleagues={members.map(({ id, name, role }) => ({
            value: id,
            label: `${name}, ${ROLE_WORDS[role].toLowerCase()}`,
          }))}
          clients={board.items.map(({ id, name, stage, openItems }) => ({
            id,
            name,
            isEmpty: stage === "no-data",
            note: `${STAGE_WORDS[stage].name}${openItems === 0 ? "" : `, ${openItems.toLocaleString("en-US")} open`}`,
          }))}
        />
      )}
      {runs.length > 0 && (
        <Section title="Asked for before">
          <ul>
            {runs.map(({ id, what, requestedAt, stoppedAt }) => (
              <li key={id} className="flex flex-wrap gap-x-6 gap-y-1 border-line border-b py-3">
                <Link
                  href={`/clients/bulk/${id}`}
                  prefetch={false}
                  className="font-medium text-accent underline"
                >
                  {BULK_WORDS[what].label}
                </Link>
                <time dateTime={requestedAt} className="text-muted tabular-nums">
                  {dayText(requestedAt)}, {requestedAt.slice(11, 16)} UTC
                </time>
                {stoppedAt !== null && <span className="text-muted">stopped</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </DeskShell>
  );
}
