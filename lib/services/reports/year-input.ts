import { lastChangeAt } from "@/db/queries/last-change";
import { withClient } from "@/db/tenant";
import { type ClientJob, JobRefused } from "@/lib/jobs/client-job";
import type { YearEndInput } from "@/lib/reports/input";
import { isPreliminary } from "@/lib/reports/preliminary";
import { invariant, ok } from "@/lib/result";
import { type Books, yearOfBooks } from "../gains/books";
import { planAhead, planOf } from "../gains/plan-of";
import { positionsOf } from "../gains/positions-of";
import { seasonOf } from "../gains/season";
import { yearEndInput } from "../gains/year-end-input";
import { openForms } from "../reconcile/open-forms";
import { openOfYear } from "../review/open-of-year";
import { openBooks } from "../review/review-of-books";

/** All a report of the year is made of: the books, the season's steps, what is open, and before the year's end what is held. */
export async function yearInput(
  { user, clientId }: ClientJob,
  books: Books,
  { year, auditHead }: { readonly year: number; readonly auditHead: string | null },
): Promise<YearEndInput> {
  const result = yearOfBooks(books, year);
  invariant(result !== null, "a report is asked for only of a year that is there");
  await planAhead(books);
  const told = await withClient(user, clientId, "read", async (tx) =>
    ok({
      changedAt: await lastChangeAt(tx, year),
      steps: await seasonOf(tx, books, result),
      open: openOfYear(await openBooks(tx, books), year, books.ledger.issues),
    }),
  );
  if (!told.ok) {
    throw new JobRefused("These books are no longer open to who asked for the report.");
  }
  const { steps, changedAt } = told.value;
  const open = {
    ...told.value.open,
    others: [...told.value.open.others, ...openForms(books, year)],
  };
  const head = auditHead === null ? {} : { auditHead };
  const input: YearEndInput = { open, ...head, ...yearEndInput(books, result, steps, changedAt) };
  return isPreliminary(input)
    ? { positions: positionsOf(books), plan: planOf(books, result), ...input }
    : input;
}
