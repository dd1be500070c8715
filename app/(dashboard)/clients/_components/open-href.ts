import { type BoardQuery, boardParams } from "@/lib/services/cockpit/board-query";
import type { Stage } from "@/lib/services/cockpit/stage";

/** The board with a client opened on it, to be moved or given a due date; `to`: the stage it was dropped on. */
export function openHref(query: BoardQuery, client: string, to?: Stage): string {
  const params = new URLSearchParams(boardParams(query));
  params.set("open", client);
  if (to !== undefined) {
    params.set("to", to);
  }
  return `/clients?${params}`;
}

/** The board with nothing opened on it. */
export function closedHref(query: BoardQuery): string {
  const params = boardParams(query);
  return params === "" ? "/clients" : `/clients?${params}`;
}
