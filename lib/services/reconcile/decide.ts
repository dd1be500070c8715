import { isUuid } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import { insertFormDecision, listFormDecisions } from "@/db/queries/form-decisions";
import { withdrawTypedFormRow } from "@/db/queries/typed-form-rows";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { choicesOf } from "@/lib/reconcile/decisions";
import { err, ok, type Result } from "@/lib/result";
import type { TransactionId } from "@/lib/tax/transaction";
import { type BooksOptions, loadBooks } from "../load-books";
import { reportable } from "../reportable";
import type { FieldErrors } from "../transaction-form";
import { MATCH_CHOICE, matchKey } from "./form-lines";

/** Why nothing was kept. "changed-meanwhile": the difference or line is no longer there as it was seen. */
export type FormRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

const NOTE_MAX = 1000;

/**
 * Decides a difference between a form and the books, at the amounts it has now. An empty choice takes the decision back. Every decision stays on
 * record.
 */
export async function decideDifference(
  user: Asking,
  clientId: string,
  told: { readonly difference: string; readonly choice: string; readonly note: string },
  options: BooksOptions = {},
): Promise<Result<null, FormRefusal>> {
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  const found = books.value.reconciliation.forms
    .flatMap((form) => form.differences.map((difference) => ({ form, difference })))
    .find(({ difference }) => difference.key === told.difference);
  if (found === undefined) {
    return err({ code: "changed-meanwhile" });
  }
  const isKnown =
    told.choice === "" || choicesOf(found.difference).some(({ choice }) => choice === told.choice);
  if (!isKnown) {
    return err({ code: "invalid-input", fields: { choice: "Choose one of these." } });
  }
  return withClient<null, FormRefusal>(user, clientId, "write", async (tx) => {
    await insertFormDecision(tx, {
      difference: told.difference,
      taxYear: found.form.taxYear,
      choice: told.choice,
      note: told.note.trim().slice(0, NOTE_MAX),
      disposals: [],
    });
    await insertAuditEvent(tx, {
      deed: told.choice === "" ? "form.undecide" : "form.decide",
      detail: { year: found.form.taxYear, kind: found.difference.kind },
    });
    return ok(null);
  });
}

/** Says which sales a line tells of, whatever the figures say: one or more. */
export async function matchByHand(
  user: Asking,
  clientId: string,
  told: { readonly line: string; readonly disposals: readonly string[] },
  options: BooksOptions = {},
): Promise<Result<null, FormRefusal>> {
  const year = await yearOfLine(user, clientId, told.line, options);
  if (!year.ok) {
    return year;
  }
  return withClient<null, FormRefusal>(user, clientId, "write", async (tx) => {
    const disposals: TransactionId[] = [];
    for (const one of new Set(told.disposals)) {
      const disposal = await reportable(tx, one);
      if (!disposal.ok) {
        return disposal;
      }
      disposals.push(disposal.value);
    }
    if (disposals.length === 0) {
      return err({ code: "invalid-input", fields: { disposals: "Choose its sale." } });
    }
    await insertFormDecision(tx, {
      difference: matchKey(told.line),
      taxYear: year.value,
      choice: MATCH_CHOICE,
      note: "",
      disposals,
    });
    await insertAuditEvent(tx, {
      deed: "form.match",
      subjectId: disposals.length === 1 ? (disposals[0] ?? null) : null,
      detail: { year: year.value, sales: disposals.length },
    });
    return ok(null);
  });
}

/** Takes such a word back: the line finds its sale by its figures again. */
export async function unmatchByHand(
  user: Asking,
  clientId: string,
  line: string,
  options: BooksOptions = {},
): Promise<Result<null, FormRefusal>> {
  const year = await yearOfLine(user, clientId, line, options);
  if (!year.ok) {
    return year;
  }
  return withClient<null, FormRefusal>(user, clientId, "write", async (tx) => {
    const difference = matchKey(line);
    if ((await listFormDecisions(tx)).every((one) => one.difference !== difference)) {
      return err({ code: "changed-meanwhile" });
    }
    await insertFormDecision(tx, {
      difference,
      taxYear: year.value,
      choice: "",
      note: "",
      disposals: [],
    });
    await insertAuditEvent(tx, { deed: "form.unmatch", detail: { year: year.value } });
    return ok(null);
  });
}

async function yearOfLine(
  user: Asking,
  clientId: string,
  line: string,
  options: BooksOptions,
): Promise<Result<number, FormRefusal>> {
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  const form = books.value.reconciliation.forms.find(({ lines }) =>
    lines.some(({ id }) => id === line),
  );
  return form === undefined ? err({ code: "changed-meanwhile" }) : ok(form.taxYear);
}

/** Takes a typed line back. Lines that came by a file go with their import. */
export async function withdrawFormRow(
  user: Asking,
  clientId: string,
  row: string,
): Promise<Result<null, FormRefusal>> {
  return withClient<null, FormRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    if (!(isUuid(row) && (await withdrawTypedFormRow(tx, row)))) {
      return err({ code: "changed-meanwhile" });
    }
    await insertAuditEvent(tx, { deed: "form.withdraw-row", subjectId: row });
    return ok(null);
  });
}
