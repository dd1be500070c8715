import type { AccountId } from "@/lib/tax/transaction";
import { printable } from "./text";

/** The printable name of an account; its id when it has no name. */
export function accountName(accounts: ReadonlyMap<AccountId, string>, id: AccountId): string {
  const name = printable(accounts.get(id) ?? "", 60);
  return name === "" ? printable(id, 60) : name;
}

/** How lots were chosen, as people say it. */
export const METHOD_NAMES = {
  fifo: "FIFO",
  lifo: "LIFO",
  hifo: "HIFO",
  "lowest-gain": "Lowest gain",
  identified: "Identified lots",
} as const;
