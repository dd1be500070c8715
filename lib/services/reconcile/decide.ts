import { isUuid } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import { insertFormDecisions, listFormDecisions } from "@/db/queries/form-decisions";
import { withdrawTypedFormRow } from "@/db/queries/typed-form-rows";
import { mapDone } from "@/db/sending";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { alikeKey, choicesOf } from "@/lib/reconcile/decisions";
import type { DecidedDifference } from "@/lib/reconcile/reconcile";
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

/** A decision as it is told. */
interface Told {
  /** The key of a difference. */
  readonly difference: string;
  /** Empty: what was decided is taken back. */
  readonly choice: string;
  readonly note: string;
}

/**
 * Decides a difference between a form and the books, at the amounts it has now. An empty choice takes the decision back. Every decision stays on
 * record.
 */
export async function decideDifference(
  user: Asking,
  clientId: string,
  told: Told,
  options: BooksOptions = {},
): Promise<Result<null, FormRefusal>> {
  const decided = await decideSome(user, clientId, told, options, () => false);
  return mapDone(decided, () => null);
}

/**
 * Decides in one word all differences of a form that are like one (same kind, same choices leading to the same) and that nobody has decided; how many
 * they were. One decision each, so each can be changed or taken back by itself.
 */
export async function decideAlike(
  user: Asking,
  clientId: string,
  told: Told,
  options: BooksOptions = {},
): Promise<Result<number, FormRefusal>> {
  const isAlike = (one: DecidedDifference, like: DecidedDifference) =>
    one.decided === null && alikeKey(one) === alikeKey(like);
  return decideSome(user, clientId, told, options, isAlike);
}

async function decideSome(
  user: Asking,
  clientId: string,
  { difference: key, choice, note }: Told,
  options: BooksOptions,
  isToo: (one: DecidedDifference, like: DecidedDifference) => boolean,
): Promise<Result<number, FormRefusal>> {
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  const isNamed = (one: DecidedDifference) => one.key === key;
  const { forms } = books.value.reconciliation;
  const form = forms.find(({ differences }) => differences.some(isNamed));
  const like = form?.differences.find(isNamed);
  if (form === undefined || like === undefined) {
    return err({ code: "changed-meanwhile" });
  }
  if (choice !== "" && choicesOf(like).every((one) => one.choice !== choice)) {
    return err({ code: "invalid-input", fields: { choice: "Choose one of these." } });
  }
  const { taxYear } = form;
  const said = { taxYear, choice, note: note.trim().slice(0, NOTE_MAX), disposals: [] };
  const wanted = form.differences.filter((one) => one === like || isToo(one, like));
  return withClient<number, FormRefusal>(user, clientId, "write", async (tx) => {
    await insertFormDecisions(
      tx,
      wanted.map((one) => ({ difference: one.key, ...said })),
    );
    await insertAuditEvent(tx, {
      deed: choice === "" ? "form.undecide" : "form.decide",
      detail: { year: taxYear, kind: like.kind, differences: wanted.length },
    });
    return ok(wanted.length);
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
    const difference = matchKey(told.line);
    const said = { difference, taxYear: year.value, choice: MATCH_CHOICE, note: "", disposals };
    await insertFormDecisions(tx, [said]);
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
    const said = { difference, taxYear: year.value, choice: "", note: "", disposals: [] };
    await insertFormDecisions(tx, [said]);
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
