import type { APIRequestContext } from "@playwright/test";
import { type DemoPerson, sessionCookie } from "./journey";

/** Ids of somebody's books, as their own pages show them: one of each kind an address can hold. */
export type BookIds = {
  readonly clientId: string;
  readonly batchId: string;
  readonly transactionId: string;
};

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** Reads the ids off the pages of a demo person. A professional's books are those of the client named. */
export async function bookIds(
  request: APIRequestContext,
  who: DemoPerson,
  clientName?: string,
): Promise<BookIds> {
  const cookie = sessionCookie(who);
  const read = async (path: string) => {
    // Not followed: a Cookie header given by hand is not sent on to where a redirect leads.
    const answer = await request.get(path, { headers: { cookie }, maxRedirects: 0 });
    return { leadsTo: answer.headers()["location"] ?? "", text: await answer.text() };
  };
  const board = await read("/clients");
  const clientId =
    clientName === undefined
      ? first(new RegExp(`/clients/(${UUID})`), board.leadsTo)
      : first(new RegExp(`href="/clients/(${UUID})"[^>]*>${clientName}`), board.text);
  const root = `/clients/${clientId}`;
  const imports = await read(`${root}/import`);
  const ledger = await read(`${root}/ledger`);
  return {
    clientId,
    batchId: first(new RegExp(`${root}/import/(${UUID})`), imports.text),
    transactionId: first(new RegExp(`[?&;]tx=(${UUID})`), ledger.text),
  };
}

function first(pattern: RegExp, text: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`Nothing matches ${pattern.source}`);
  return found;
}
