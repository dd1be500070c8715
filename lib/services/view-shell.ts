import { listClients } from "@/db/queries/clients";
import { type Asking, type GateRefusal, withClient, withUser } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { proposalsSoon } from "./kept-proposals";
import { loadBooks } from "./load-books";
import { openBooks } from "./review/review-of-books";

/** What the frame around one client's books says. */
export interface ShellView {
  readonly client: { readonly id: string; readonly name: string };
  /** Clients the user may open, by name, this one included. */
  readonly clients: readonly { readonly id: string; readonly name: string }[];
  /** The books are somebody else's. */
  readonly actingFor: boolean;
  /** Open items of the review, those put aside left out; null while moves among very many rows are still looked for. */
  readonly reviewCount: number | null;
  /** Years with something in them and the present one, newest first. */
  readonly years: readonly number[];
  /** Today in the client's tax time zone, "2026-11-21". */
  readonly asOf: string;
}

/** The frame of a client's books, as of today. Computes nothing anew: the page under it needs the same books. */
export async function viewShell(
  user: Asking,
  clientId: string,
): Promise<Result<ShellView, GateRefusal>> {
  const [books, clients] = await Promise.all([
    loadBooks(user, clientId),
    withUser(user, listClients),
  ]);
  if (!books.ok) {
    return books;
  }
  const review = await withClient<number | null, never>(user, clientId, "read", async (tx) => {
    const { matching } = await proposalsSoon(tx);
    return ok(matching === null ? (await openBooks(tx, books.value)).open.length : null);
  });
  if (!review.ok) {
    return review;
  }
  const { clientName, role, today, years } = books.value;
  const thisYear = Number(today.slice(0, 4));
  return ok({
    client: { id: clientId, name: clientName },
    clients: clients
      .filter((client) => client.archivedAt === null || client.id === clientId)
      .map(({ id, name }) => ({ id, name })),
    actingFor: role !== "owner",
    reviewCount: review.value,
    years: [...new Set([thisYear, ...years.map(({ year }) => year)])].sort((a, b) => b - a),
    asOf: today,
  });
}
