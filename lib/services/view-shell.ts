import { isUseStale, listGrants, noteUse } from "@/db/queries/access-grants";
import { listClients } from "@/db/queries/clients";
import { mayDo, type Standing } from "@/db/roles";
import { type Asking, type GateRefusal, withClient, withUser } from "@/db/tenant";
import { logRefusal } from "@/lib/refused";
import { ok, type Result } from "@/lib/result";
import { isSeen } from "./gains/books";
import { proposalsSoon } from "./kept-proposals";
import { loadBooks } from "./load-books";
import { openBooks } from "./review/review-of-books";

/** As what somebody works in books that are not their own. */
export interface ActingView {
  /** For the firm that keeps the books, or by what their owner gave. */
  readonly by: "firm" | "grant";
  readonly mayWrite: boolean;
  /** The tax years it is limited to, oldest first; null: all. */
  readonly years: readonly number[] | null;
  /** The last day, "2027-04-15"; null: none. */
  readonly until: string | null;
}

/** What the frame around one client's books says. */
export interface ShellView {
  readonly client: { readonly id: string; readonly name: string };
  /** Clients the user may open, by name, this one included. */
  readonly clients: readonly { readonly id: string; readonly name: string }[];
  /** null: the books are the user's own. */
  readonly acting: ActingView | null;
  /** May let people in, or say which colleagues work here: finds the page of the people. */
  readonly mayShare: boolean;
  /** Somebody else works on these books: there is another side to write to. */
  readonly talks: boolean;
  /** Open items of the review, those put aside left out; null while moves among very many rows are still looked for, and where some years only are open. */
  readonly reviewCount: number | null;
  /** Years with something in them and the present one, newest first; of those that are open to the user. */
  readonly years: readonly number[];
  /** Today in the client's tax time zone, "2026-11-21". */
  readonly asOf: string;
}

/**
 * The frame of a client's books, as of today. Computes nothing anew: the page under it needs the same books. Notes at most once an
 * hour that somebody who was let in has them open.
 */
export async function viewShell(
  user: Asking,
  clientId: string,
): Promise<Result<ShellView, GateRefusal>> {
  const [books, clients] = await Promise.all([
    loadBooks(user, clientId, { keepsYears: true }),
    withUser(user, listClients),
  ]);
  if (!books.ok) {
    logRefusal(books.error.code, { where: "page", user: user.id, client: clientId });
    return books;
  }
  const review = await withClient<Asked, never>(
    user,
    clientId,
    "read",
    async (tx) => {
      const { standing, years, until } = tx;
      const isCounted = years === null && (await proposalsSoon(tx)).matching === null;
      const count = isCounted ? (await openBooks(tx, books.value)).open.length : null;
      const isUnnoted = isGranted(standing) && (await isUseStale(tx));
      const talks = standing !== "owner" || (await listGrants(tx)).length > 0;
      return ok({ standing, years, until, isUnnoted, count, talks });
    },
    { keepsYears: true },
  );
  if (!review.ok) {
    return review;
  }
  if (review.value.isUnnoted) {
    await noteVisit(user, clientId);
  }
  const { clientName, today, years } = books.value;
  const thisYear = Number(today.slice(0, 4));
  const all = [...new Set([thisYear, ...years.map(({ year }) => year)])];
  return ok({
    client: { id: clientId, name: clientName },
    clients: clients
      .filter((client) => client.archivedAt === null || client.id === clientId)
      .map(({ id, name }) => ({ id, name })),
    acting: actingOf(review.value),
    mayShare: mayDo(review.value.standing, "share") || mayDo(review.value.standing, "assign"),
    talks: review.value.talks,
    reviewCount: review.value.count,
    years: all.filter((year) => isSeen(books.value, year)).sort((a, b) => b - a),
    asOf: today,
  });
}

interface Asked {
  readonly standing: Standing;
  readonly years: readonly number[] | null;
  readonly until: string | null;
  readonly isUnnoted: boolean;
  readonly talks: boolean;
  readonly count: number | null;
}

const isGranted = (standing: Standing): boolean => standing === "editor" || standing === "viewer";

function actingOf({ standing, years, until }: Asked): ActingView | null {
  if (standing === "owner") {
    return null;
  }
  return {
    by: isGranted(standing) ? "grant" : "firm",
    mayWrite: standing !== "viewer" && standing !== "firm-viewer",
    years: years === null ? null : [...years].sort((a, b) => a - b),
    until,
  };
}

/** "download", since whoever may only look is noted too. */
const noteVisit = (user: Asking, clientId: string) =>
  withClient<null, never>(
    user,
    clientId,
    "download",
    async (tx) => {
      await noteUse(tx);
      return ok(null);
    },
    { keepsYears: true },
  );
