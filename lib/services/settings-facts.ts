import { listAccountFacts } from "@/db/queries/account-facts";
import { listAccounts } from "@/db/queries/accounts";
import { getAllocation2025 } from "@/db/queries/allocations-2025";
import type { ClientTx } from "@/db/tenant";
import type { AccountFacts } from "@/lib/tax/facts";
import { dateIn } from "@/lib/time/instant";
import { minuteText } from "@/lib/time/wall-clock";

/** One exchange account or wallet. */
export interface AccountItem {
  readonly id: string;
  readonly name: string;
  /** It is fed by imports. */
  readonly isFed: boolean;
  readonly custody: AccountFacts["custody"];
  readonly owner: AccountFacts["owner"];
  /** Somebody said so; else the product assumes it. */
  readonly isStated: boolean;
}

/** The allocation of January 1, 2025 that stands. Days in the tax zone. */
export interface AllocationItem {
  readonly kind: "specific" | "global";
  readonly completedOn: string;
  readonly describedOn: string | null;
  readonly extended: boolean;
  readonly placements: number;
  readonly lots: number;
  readonly enteredAt: string;
  readonly byYou: boolean;
}

/** The accounts with what is said about each; one nobody spoke of is the client's, in a broker's custody. */
export async function accountItems(tx: ClientTx): Promise<readonly AccountItem[]> {
  const stated = new Map((await listAccountFacts(tx)).map((facts) => [facts.account, facts]));
  return (await listAccounts(tx)).map(({ id, name, source }) => {
    const facts = stated.get(id);
    return {
      id,
      name,
      isFed: source !== null,
      custody: facts?.custody ?? "broker",
      owner: facts?.owner ?? "client",
      isStated: facts !== undefined,
    };
  });
}

/** The allocation that stands; null when there is none. */
export async function allocationItem(tx: ClientTx, zone: string): Promise<AllocationItem | null> {
  const entered = await getAllocation2025(tx);
  if (entered === null) {
    return null;
  }
  const { kind, completedAt, describedAt = null, extended = false, rows, enteredAt } = entered;
  const dateOf = dateIn(zone);
  return {
    kind,
    completedOn: dateOf(completedAt),
    describedOn: describedAt === null ? null : dateOf(describedAt),
    extended,
    placements: rows.length,
    lots: new Set(rows.map(({ lot }) => lot)).size,
    enteredAt: minuteText(enteredAt, zone),
    byYou: entered.enteredBy === tx.userId,
  };
}
