import { isUuid } from "@/db/ids";
import { insertBoardView, removeBoardView } from "@/db/queries/board-views";
import { type Asking, withUser } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { boardParams, readBoardQuery } from "./board-query";

/** Why a view was not kept. */
export interface KeepViewRefusal {
  readonly code: "invalid-input";
  readonly fields: Readonly<Record<string, string>>;
}

const NAME = /^[^\p{C}]{1,60}$/u;

/**
 * Keeps a state of the board under a name, for this person; one of the same name goes. `query` is the query of an address: what the board
 * does not understand is dropped, and so is the page, and the year unless it was chosen.
 */
export async function keepView(
  user: Asking,
  told: { readonly name: string; readonly query: string },
): Promise<Result<null, KeepViewRefusal>> {
  const name = told.name.trim();
  if (!NAME.test(name)) {
    return err({ code: "invalid-input", fields: { name: "A name of at most 60 characters." } });
  }
  const params = Object.fromEntries(new URLSearchParams(told.query));
  const query = boardParams({ ...readBoardQuery(params), page: 1 });
  await withUser(user, (tx) => insertBoardView(tx, name, query));
  return ok(null);
}

/** Forgets a view of this person's. */
export async function forgetView(user: Asking, id: string): Promise<Result<null, never>> {
  if (isUuid(id)) {
    await withUser(user, (tx) => removeBoardView(tx, id));
  }
  return ok(null);
}
