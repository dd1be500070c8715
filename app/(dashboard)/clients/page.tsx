import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ButtonLink } from "@/app/_ui/button";
import { counted } from "@/app/_ui/counted";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Tabs } from "@/app/_ui/tabs";
import { DeskShell } from "@/app/(dashboard)/_shell/desk-shell";
import { requireUser } from "@/lib/auth/session";
import {
  type BoardQuery,
  boardHref,
  boardParams,
  readBoardQuery,
} from "@/lib/services/cockpit/board-query";
import { stageNamed } from "@/lib/services/cockpit/stage";
import { type ClientBoard, viewBoard } from "@/lib/services/cockpit/view-board";
import { type Params, paramOf } from "@/lib/services/ledger-filter";
import { AddClientForm } from "./_components/add-client-form";
import { BoardFilter } from "./_components/board-filter";
import { BoardKeys } from "./_components/board-keys";
import { BoardSums } from "./_components/board-sums";
import { ClientList } from "./_components/client-list";
import { OpenedClient } from "./_components/opened-client";
import { SavedViews } from "./_components/saved-views";
import { StageColumns } from "./_components/stage-columns";
import { StageStrip } from "./_components/stage-strip";

export const metadata: Metadata = { title: "Clients" };

/** What a tax professional sees first each morning: who needs what, worth how much, by when. */
export default async function ClientsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams;
  const query = readBoardQuery(params);
  const user = await requireUser();
  const board = await viewBoard(user, query, { openedId: paramOf(params, "open", 36) });
  if (board.ownBooks !== null) {
    redirect(`/clients/${board.ownBooks}`);
  }
  return (
    <DeskShell user={user} wide>
      {board.opened !== null && (
        <OpenedClient
          item={board.opened}
          year={board.year}
          query={query}
          to={stageNamed(paramOf(params, "to"))}
          mayMove={board.may.move}
        />
      )}
      <PageHeader
        over={board.firmName ?? undefined}
        title="Clients"
        lead={board.total === 0 ? undefined : <BoardSums board={board} />}
        actions={
          <>
            {board.may.bulk && board.total > 0 && (
              <ButtonLink
                href={`/clients/bulk?${boardParams({ ...query, view: "list", page: 1 })}`}
              >
                For many clients
              </ButtonLink>
            )}
            {board.hasTeam && <ButtonLink href="/clients/team">Team</ButtonLink>}
            {board.may.add && <AddClientForm />}
          </>
        }
      />
      {board.total === 0 ? (
        <EmptyState title="No clients yet">{emptyText(board)}</EmptyState>
      ) : (
        <Board board={board} query={query} />
      )}
    </DeskShell>
  );
}

function emptyText({ may, hasTeam }: ClientBoard): string {
  if (may.add) {
    return "Add your first client; their files, figures and reports stay in their own books.";
  }
  return hasTeam
    ? "No client of the firm is open to you yet. An owner or a reviewer assigns them."
    : "Nobody has shared their books with you yet.";
}

function Board({ board, query }: { board: ClientBoard; query: BoardQuery }) {
  const isList = query.view === "list";
  return (
    <>
      <StageStrip board={board} query={query} />
      <BoardFilter board={board} query={query} />
      <div className="flex flex-wrap items-start justify-between gap-x-6">
        <SavedViews views={board.views} query={boardParams({ ...query, page: 1 })} />
        <BoardKeys />
      </div>
      <Tabs
        label="Layout"
        tabs={[
          { href: boardHref(query, { view: "list" }), label: "List", current: isList },
          { href: boardHref(query, { view: "board" }), label: "By stage", current: !isList },
        ]}
      />
      {isList ? (
        <>
          <ClientList board={board} query={query} />
          <Pagination
            page={board.page}
            pages={board.pages}
            summary={countText(board)}
            hrefTemplate={boardHref(query, { page: 2 }).replace("page=2", "page={page}")}
          />
        </>
      ) : (
        <StageColumns board={board} query={query} />
      )}
    </>
  );
}

function countText({ matching, total }: ClientBoard): string {
  const all = counted(total, "client");
  return matching === total ? all : `${matching.toLocaleString("en-US")} of ${all}`;
}
