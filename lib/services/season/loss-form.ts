import { z } from "zod";
import type { LossEventKind } from "@/db/queries/loss-events";
import { usdText } from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import type { LossAnswers } from "@/lib/tax/harvest/loss-outcome";
import { errorsOf, type FieldErrors, type TypedForm } from "../transaction-form";
import { noteField, optionalDateField, optionalUsdField } from "../typed-text";

const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).or(z.literal("")).catch("");

const short = z.string().trim().max(200, "At most 200 characters.");
const day = optionalDateField.transform((date) => date ?? "");
const dollars = optionalUsdField.transform((amount) => (amount === null ? "" : usdText(amount)));

const SHAPES = {
  sold: z.object({
    soldOn: day,
    buyer: short,
    relation: choice(["unrelated", "related", "may-return"]),
    price: dollars,
    fee: dollars,
    hash: short,
    note: noteField,
  }),
  abandoned: z.object({ how: noteField, when: day, note: noteField }),
  stolen: z.object({
    discovered: day,
    how: noteField,
    motive: choice(["profit", "personal"]),
    prospect: choice(["none", "some"]),
    report: short,
    note: noteField,
  }),
  bankruptcy: z.object({
    debtor: short,
    case: short,
    claim: choice(["open", "fixed"]),
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
  motive: z.enum(["profit", "personal"]).or(z.literal("")).catch(""),
  prospect: z.enum(["none", "some"]).or(z.literal("")).catch(""),
  claim: z.enum(["open", "fixed"]).or(z.literal("")).catch(""),
});

/** The answers that decide, out of those kept. */
export const decidingAnswers = (answers: Readonly<Record<string, string>>): LossAnswers =>
  Deciding.parse(answers);
