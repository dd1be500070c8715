import { withFirm } from "@/db/firm-gate";
import { type Client, insertClient, listClients, listFirms } from "@/db/queries/clients";
import { getFirm } from "@/db/queries/firm";
import { countTransactions } from "@/db/queries/transaction-list";
import { SEES_ALL } from "@/db/roles";
import { type Asking, withClient, withUser } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { firmOf } from "./firm/firm-of";
import { accountNameField } from "./typed-text";

/** One client on the board. */
export interface ClientItem {
  readonly id: string;
  readonly name: string;
  readonly transactions: number;
  readonly questions: number;
  readonly stage: "empty" | "questions" | "ready";
}

/** The client board. */
export interface ClientsView {
  readonly clients: readonly ClientItem[];
  /** All clients, before the search. */
  readonly total: number;
  readonly matching: number;
  readonly page: number;
  readonly pages: number;
  readonly mayAdd: boolean;
  readonly firmName: string | null;
  /** An investor's one client: the board is not for them. */
  readonly only: string | null;
}

/** The clients a user may open, narrowed to those whose name holds the text, fifty a page. */
export async function viewClients(
  user: Asking,
  search: string | null = null,
  page = 1,
): Promise<ClientsView> {
  const { clients, firms } = await withUser(user, async (tx) => ({
    clients: (await listClients(tx)).filter((client) => client.archivedAt === null),
    firms: await listFirms(tx),
  }));
  const wanted = search?.toLowerCase() ?? "";
  const found = clients.filter((client) => client.name.toLowerCase().includes(wanted));
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const current = Math.min(page, pages);
  const [only] = clients;
  return {
    clients: await withStatus(user, found.slice((current - 1) * PAGE, current * PAGE)),
    total: clients.length,
    matching: found.length,
    page: current,
    pages,
    mayAdd: firms.length > 0,
    firmName: firms[0]?.name ?? null,
    only: firms.length === 0 && clients.length === 1 && only !== undefined ? only.id : null,
  };
}

const PAGE = 50;

/** Books looked into at once, so that one board does not take all connections. */
const AT_ONCE = 4;

async function withStatus(
  user: Asking,
  clients: readonly Client[],
): Promise<readonly ClientItem[]> {
  const items: ClientItem[] = [];
  for (let start = 0; start < clients.length; start += AT_ONCE) {
    const few = clients.slice(start, start + AT_ONCE);
    items.push(...(await Promise.all(few.map((client) => itemOf(user, client)))));
  }
  return items;
}

/** Row security shows one client's facts at a time, so each is asked through the gate. */
async function itemOf(user: Asking, { id, name, ledgerVersion }: Client): Promise<ClientItem> {
  const counted =
    ledgerVersion === 0
      ? null
      : await withClient<{ total: number; questions: number }, never>(
          user,
          id,
          "read",
          async (tx) => ok(await countTransactions(tx, {})),
        );
  const { total, questions } = counted?.ok ? counted.value : { total: 0, questions: 0 };
  const busy = questions > 0 ? "questions" : "ready";
  return { id, name, transactions: total, questions, stage: total === 0 ? "empty" : busy };
}

/** Why no client was added. */
export type AddClientRefusal =
  | { readonly code: "not-found" | "not-allowed" }
  | { readonly code: "invalid-input"; readonly fields: { readonly name: string } };

/** Adds a client to the user's firm; returns its id. */
export async function addClient(
  user: Asking,
  name: string,
): Promise<Result<string, AddClientRefusal>> {
  const read = accountNameField.safeParse(name);
  if (!read.success) {
    const message =
      name.trim() === "" ? "What is the client's name?" : "At most 80 plain characters.";
    return err({ code: "invalid-input", fields: { name: message } });
  }
  const firm = await firmOf(user);
  if (firm === null) {
    return err({ code: "not-found" });
  }
  const allowed = await withFirm<null, { readonly code: "not-allowed" }>(
    user,
    firm,
    "add-client",
    async (tx) => {
      // Where clients are assigned, whoever does not see all would not see the one they added.
      const { assignedOnly } = await getFirm(tx);
      return assignedOnly && !SEES_ALL.includes(tx.role) ? err({ code: "not-allowed" }) : ok(null);
    },
  );
  return allowed.ok
    ? ok(await withUser(user, (tx) => insertClient(tx, { name: read.data, holder: firm })))
    : allowed;
}
