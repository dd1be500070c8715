import Link from "next/link";
import { dayText } from "@/app/_ui/day";
import { Drawer } from "@/app/_ui/drawer";
import type { BoardItem } from "@/lib/services/cockpit/board-item";
import { type BoardQuery, boardParams } from "@/lib/services/cockpit/board-query";
import { dueByLaw } from "@/lib/services/cockpit/due-by-law";
import { STAGE_WORDS, STAGES, type Stage } from "@/lib/services/cockpit/stage";
import { MoveClient } from "./move-client";
import { closedHref } from "./open-href";

/** A client opened on the board: what the data say of its stage and why, and what can be said instead. */
export function OpenedClient(props: {
  item: BoardItem;
  year: number;
  query: BoardQuery;
  to: Stage | null;
  mayMove: boolean;
}) {
  const { item, year, query, to, mayMove } = props;
  const computed = item.said?.computed ?? item.stage;
  return (
    <Drawer title={item.name} over={`Tax year ${year}`} closeHref={closedHref(query)}>
      <p>
        The data say <strong className="font-medium">{STAGE_WORDS[computed].name}</strong>:{" "}
        <span className="text-muted">{STAGE_WORDS[computed].says}</span>
      </p>
      {item.said !== null && (
        <p className="mt-2">
          Moved to <strong className="font-medium">{STAGE_WORDS[item.stage].name}</strong> by hand
          on {dayText(item.said.at)}:{" "}
          <span className="break-words text-muted">{item.said.reason}</span>
        </p>
      )}
      <p className="mt-3 mb-6 flex flex-wrap gap-x-4 gap-y-1 border-line border-b pb-5 text-sm">
        <Books item={item} to="">
          Open the books
        </Books>
        <Books item={item} to="/review">
          Review
        </Books>
        <Books item={item} to="/harvest">
          Harvest
        </Books>
        <Books item={item} to="/reports">
          Reports
        </Books>
      </p>
      {mayMove ? (
        <MoveClient
          client={item.id}
          year={year}
          query={boardParams(query)}
          stages={STAGES.map((stage) => ({ value: stage, label: STAGE_WORDS[stage].name }))}
          stage={to ?? item.stage}
          isByHand={item.said !== null}
          due={item.isDueByLaw ? "" : item.due}
          dueByLaw={dayText(dueByLaw(year))}
        />
      ) : (
        <p className="text-muted">Your role reads here and moves nothing.</p>
      )}
    </Drawer>
  );
}

function Books({ item, to, children }: { item: BoardItem; to: string; children: string }) {
  return (
    <Link
      href={`/clients/${item.id}${to}`}
      prefetch={false}
      className="inline-flex min-h-6 items-center text-accent underline"
    >
      {children}
    </Link>
  );
}
