import { z } from "zod";
import type { LossEventKind } from "@/db/queries/loss-events";
import { usdText, ZERO_USD } from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import type { LossAnswers } from "@/lib/tax/harvest/loss-outcome";
import { parseCalendarDate, yearOf } from "@/lib/time/calendar-date";
import { errorsOf, type FieldErrors, type TypedForm } from "../transaction-form";
import { noteField, optionalDateField, optionalUsdField } from "../typed-text";
import { LOSS_CHOICES } from "./loss-words";

const choice = (field: keyof typeof LOSS_CHOICES) =>
  z
    .enum(LOSS_CHOICES[field].map(({ value }) => value))
    .or(z.literal(""))
    .catch("");

const short = z.string().trim().max(200, "At most 200 characters.");
const day = optionalDateField.transform((date) => date ?? "");
const dollars = optionalUsdField.transform((amount) => (amount === null ? "" : usdText(amount)));

const SHAPES = {
  sold: z.object({
    soldOn: day,
    buyer: short,
    relation: choice("relation"),
    price: dollars,
    fee: dollars,
    hash: short,
    note: noteField,
  }),
  abandoned: z.object({ what: choice("what"), how: noteField, when: day, note: noteField }),
  stolen: z.object({
    discovered: day,
    how: noteField,
    motive: choice("motive"),
    prospect: choice("prospect"),
    report: short,
    note: noteField,
  }),
  bankruptcy: z.object({
    debtor: short,
    case: short,
    claim: choice("claim"),
    expected: short,
    note: noteField,
  }),
} as const satisfies Readonly<Record<LossEventKind, z.ZodType>>;

/** True for a kind of event a person can tell. */
export const isLossKind = (text: string): text is LossEventKind => Object.hasOwn(SHAPES, text);

/** The answers of a form as they are kept: text by field; what is not of the kind is left out. */
export function readLossAnswers(
  kind: LossEventKind,
  form: TypedForm,
): Result<Readonly<Record<string, string>>, FieldErrors> {
  const empty = Object.fromEntries(Object.keys(SHAPES[kind].shape).map((name) => [name, ""]));
  const read = SHAPES[kind].safeParse({ ...empty, ...form });
  return read.success ? ok(read.data) : err(errorsOf(read.error));
}

const Deciding = z.object({
  relation: z.enum(["unrelated", "related", "own", "may-return"]).or(z.literal("")).catch(""),
  what: z.enum(["given-up", "worthless", "fell", "keys"]).or(z.literal("")).catch(""),
  motive: z.enum(["profit", "personal"]).or(z.literal("")).catch(""),
  prospect: z.enum(["none", "some"]).or(z.literal("")).catch(""),
  claim: z.enum(["open", "fixed"]).or(z.literal("")).catch(""),
});

/** The answers that decide, out of those kept. */
export const decidingAnswers = (answers: Readonly<Record<string, string>>): LossAnswers => ({
  ...Deciding.parse(answers),
  isFree: answers["price"] === usdText(ZERO_USD),
});

/** The field of each kind that says on which day it happened. */
const HAPPENED: Readonly<Record<LossEventKind, string | null>> = {
  sold: "soldOn",
  abandoned: "when",
  stolen: "discovered",
  bankruptcy: null,
};

/** The year an event belongs to by the day told; null where no day was. */
export function yearTold(
  kind: LossEventKind,
  answers: Readonly<Record<string, string>>,
): number | null {
  const day = parseCalendarDate(answers[HAPPENED[kind] ?? ""] ?? "");
  return day === null ? null : yearOf(day);
}
