import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import type { Books } from "./books";

/** The books as explanations take them, with the tax by the schedules as `loadBooks` computes it. */
export function explainedBooks(books: Books): ExplainedBooks {
  const { settings, asOf, ledger, years, forms, valued, tickets } = books;
  return {
    transactions: [...books.transactions.values()],
    settings,
    asOf,
    ledger,
    years,
    method: "schedule",
    rounding: forms.rounding,
    valued,
    tickets,
  };
}
