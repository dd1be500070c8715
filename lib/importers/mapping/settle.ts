import { err, type Result } from "@/lib/result";
import { formsOf } from "./dates";
import { amountOf, columnOf, IN_CELL, isTwoSided, type MappingDraft, unitRolesOf } from "./draft";
import { readStyled, styleOf } from "./numbers";
import { type FormChoice, type OpenPoint, openPoints } from "./open-points";
import { parseMappingTemplate } from "./parse";
import type { TableSample } from "./sample";
import {
  type Layout,
  type MappedColumns,
  type MappingTemplate,
  type NumberStyle,
  wordOf,
} from "./template";
import { unitTold } from "./unit-told";
import { proposedMeaning, type Role } from "./words";

/** A draft that fits its table: what is certain is filled in, what cannot be is dropped; and what stays open. */
export interface SettledDraft {
  readonly draft: MappingDraft;
  /** Every way the dates can be read, each with the first cell that others would read as another day. */
  readonly forms: readonly FormChoice[];
  /** Every way the numbers can be read, in the order to be offered. */
  readonly styles: readonly NumberStyle[];
  readonly open: readonly OpenPoint[];
}

/**
 * Fits a draft to its table. Filled in: the one form all dates have, the one style all numbers have, the meaning of words that mean one
 * thing everywhere. Never filled in: an order of day and month, a zone, a comma, an asset, whether a fee is inside.
 */
export function settleDraft(told: MappingDraft, sample: TableSample): SettledDraft {
  const roles = sample.header.map((_, column) => told.roles[column] ?? null);
  const base: MappingDraft = { ...told, roles };
  const forms = formsIn(momentsOf(base, sample));
  const only = forms.length === 1 ? (forms[0]?.form ?? null) : null;
  const form = forms.some((one) => one.form === told.form) ? told.form : only;
  const styles = stylesOf(base, sample);
  const numbers =
    told.numbers !== null && styles.includes(told.numbers)
      ? told.numbers
      : styles.length === 1
        ? (styles[0] ?? null)
        : null;
  const draft: MappingDraft = {
    ...base,
    units: unitsOf(base, sample),
    form,
    zone: form !== null && !needsZone(form) ? "UTC" : told.zone,
    numbers,
    direction: directionOf(base, sample),
    fee: columnOf(base, "fee") === null ? null : told.fee,
    kinds: kindsOf(base, sample),
  };
  return { draft, forms, styles, open: openPoints(draft, sample, forms) };
}

/** The template a draft makes; else the first thing about it that is not said or does not fit. */
export function templateOfDraft(
  { draft, open }: SettledDraft,
  sample: TableSample,
  id: string,
): Result<MappingTemplate, string> {
  const [first] = open;
  const layout = first === undefined ? layoutOf(draft) : null;
  const date = columnOf(draft, "date");
  if (first !== undefined || layout === null || date === null) {
    return err(first?.reason ?? "Say which columns hold the date and the amounts.");
  }
  const at = (role: Role) => columnOf(draft, role);
  const fee = amountOf(draft, "fee");
  const columns: MappedColumns = {
    date,
    time: at("time"),
    kind: at("kind"),
    layout,
    fee: fee === null || draft.fee === null ? null : { ...fee, paid: draft.fee },
    value: at("value"),
    price: amountOf(draft, "price"),
    id: at("id"),
    note: at("note"),
    account: at("account"),
  };
  return parseMappingTemplate({
    id,
    name: draft.name,
    account: draft.account,
    header: sample.header,
    columns,
    dates: { forms: [draft.form], zone: draft.zone },
    numbers: draft.numbers ?? "point",
    kinds: draft.kinds.filter(({ means }) => means !== null),
  });
}

/** A footer among the rows does not hide how the others are written: it will be refused by name. */
function formsIn(moments: readonly string[]): readonly FormChoice[] {
  const whole = formsOf(moments).fits;
  const dates = () => moments.slice(0, FEW).filter((cell) => formsOf([cell]).fits.length > 0);
  const fits = whole.length > 0 ? whole : formsOf(dates()).fits;
  return fits.map(({ form }) => ({ form, needsZone: needsZone(form) }));
}

/** Cells tried one by one, which costs a thousand times as much as trying them together. */
const FEW = 30;

const needsZone = (form: string): boolean => form.includes("h") && !form.includes("Z");

/** The date cells of the first rows, with their time of day where it stands apart. */
export function momentsOf(draft: MappingDraft, { rows }: TableSample): readonly string[] {
  const date = columnOf(draft, "date");
  const time = columnOf(draft, "time");
  return date === null
    ? []
    : rows.map(({ cells }) =>
        `${cells[date] ?? ""} ${time === null ? "" : (cells[time] ?? "")}`.trim(),
      );
}

const ALL_STYLES: readonly NumberStyle[] = ["point", "thousands", "comma"];
const NUMBERS: readonly Role[] = ["sent", "received", "amount", "total", "fee", "price", "value"];

/** Assets that the column itself tells stand where nothing else was said. */
function unitsOf(draft: MappingDraft, { header, rows }: TableSample): MappingDraft["units"] {
  const units = { ...draft.units };
  for (const role of unitRolesOf(draft)) {
    const column = columnOf(draft, role) ?? 0;
    const cells = rows.map((row) => (row.cells[column] ?? "").trim()).filter((cell) => cell !== "");
    const told = amountOf(draft, role) === null ? unitTold(header[column] ?? "", cells) : null;
    if (told !== null && (units[role] ?? "") === "") {
      units[role] = told.in === "amount" ? IN_CELL : told.asset;
    }
  }
  return units;
}

/** The styles the amounts leave possible: one when it is certain, every one when the cells do not fit any. */
function stylesOf(draft: MappingDraft, { rows }: TableSample): readonly NumberStyle[] {
  const columns = NUMBERS.flatMap((role) => columnOf(draft, role) ?? []);
  const cells = rows.flatMap((row) =>
    columns.map((column) => (row.cells[column] ?? "").trim()).filter((cell) => cell !== ""),
  );
  // A cell that is a number in no style will be refused by name: it does not hide how the others are written.
  const numbers = cells.filter((cell) => ALL_STYLES.some((style) => isNumber(cell, style)));
  const finding = numbers.length === 0 ? { is: "none" as const } : styleOf(numbers);
  return finding.is === "certain"
    ? [finding.style]
    : finding.is === "open"
      ? finding.among
      : ALL_STYLES;
}

const isNumber = (cell: string, style: NumberStyle): boolean =>
  readStyled(cell, style).kind !== "bad";

/** A sign on any amount says the direction; without one the kind does. A person may say otherwise. */
function directionOf(draft: MappingDraft, { rows }: TableSample): MappingDraft["direction"] {
  const amount = columnOf(draft, "amount");
  if (amount === null || isTwoSided(draft)) {
    return null;
  }
  const hasKind = columnOf(draft, "kind") !== null;
  if (draft.direction === "sign" || (draft.direction === "kind" && hasKind)) {
    return draft.direction;
  }
  const isSigned = rows.some(({ cells }) => /^[-(\u2212]/.test((cells[amount] ?? "").trim()));
  return isSigned ? "sign" : hasKind ? "kind" : null;
}

/** The words of the kind column, each with what was said of it or what it means everywhere. */
function kindsOf(draft: MappingDraft, { words }: TableSample): MappingDraft["kinds"] {
  const column = columnOf(draft, "kind");
  const told = new Map(draft.kinds.map(({ word, means }) => [wordOf(word), means]));
  const seen = new Set<string>();
  return (column === null ? [] : (words[column] ?? [])).flatMap((word) => {
    const key = wordOf(word);
    if (seen.has(key)) {
      return [];
    }
    seen.add(key);
    const known = proposedMeaning(word);
    return [{ word, means: told.get(key) ?? (known.is === "ask" ? null : known) }];
  });
}

function layoutOf(draft: MappingDraft): Layout | null {
  if (isTwoSided(draft)) {
    const sent = amountOf(draft, "sent");
    const received = amountOf(draft, "received");
    return sent === null || received === null ? null : { is: "two-sided", sent, received };
  }
  const amount = amountOf(draft, "amount");
  return amount === null || draft.direction === null
    ? null
    : { is: "single", amount, direction: draft.direction, total: amountOf(draft, "total") };
}
