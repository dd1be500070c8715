import { assetText } from "@/lib/assets/label";
import type { Names } from "@/lib/tax/harvest/names";
import { accountNameOf, type ComputedBooks } from "./books";

/** How the engine's sentences call the accounts and assets of these books. */
export const namesOf = (books: ComputedBooks): Names => ({
  account: (id) => accountNameOf(books, id),
  asset: assetText,
});
