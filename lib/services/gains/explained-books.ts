import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import type { TaxMethod } from "@/lib/tax/worksheets/tax-table";
import type { Books } from "./books";

/** The books as explanations take them; `method` is how the tax of their years was computed: by the schedules, as `loadBooks` does, unless told. */
export function explainedBooks(books: Books, method: TaxMethod = "schedule"): ExplainedBooks {
  const { settings, asOf, ledger, years, forms, valued, tickets } = books;
  return {
    transactions: [...books.transactions.values()],
    settings,
    asOf,
    ledger,
    years,
    method,
    rounding: forms.rounding,
    valued,
    tickets,
  };
}
