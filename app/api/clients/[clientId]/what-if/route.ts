import { defineRoute, PRIVATE } from "@/lib/request";
import { viewWhatIfBook } from "@/lib/services/view-what-if";

/** What the what-if page works from in the browser: the year so far and every open lot, as text. */
export const GET = defineRoute<{ clientId: string }>(async ({ user, params }) => {
  const book = await viewWhatIfBook(user, params.clientId);
  return book.ok ? { ok: true, value: Response.json(book.value, { headers: PRIVATE }) } : book;
});
