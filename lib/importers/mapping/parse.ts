import { err, ok, type Result } from "@/lib/result";
import { isTimeZone } from "@/lib/time/instant";
import {
  type AmountFrom,
  type AssetFrom,
  type FeeFrom,
  INCOME_KINDS,
  type KindMeaning,
  type Layout,
  LOSS_REASONS,
  type MappedColumns,
  type MappingTemplate,
  type NumberStyle,
  SIMPLE_KINDS,
  wordOf,
} from "./template";

/** Thrown inside this file for a value that does not fit; its text names the place. */
class Misfit extends Error {
  override name = "Misfit";
}

/**
 * A template from anything (a stored document, a form): every field of the right kind, columns inside the header, forms that are
 * dates and not of two orders, each word once. Unknown fields are dropped. The error names the first thing that does not fit.
 */
export function parseMappingTemplate(value: unknown): Result<MappingTemplate, string> {
  try {
    return ok(templateIn(value));
  } catch (error) {
    if (error instanceof Misfit) {
      return err(error.message);
    }
    throw error;
  }
}

function templateIn(value: unknown): MappingTemplate {
  const at = recordIn(value, "template");
  const header = listIn(at("header"), "header").map((cell) => textIn(cell, "header", 0));
  if (header.length < 2 || header.length > 1_024 || header.every((cell) => cell === "")) {
    throw new Misfit("header: 2 to 1,024 cells are needed");
  }
  const dates = recordIn(at("dates"), "dates");
  return {
    id: idIn(at("id")),
    name: textIn(at("name"), "name"),
    account: textIn(at("account"), "account"),
    header,
    columns: columnsIn(at("columns"), header.length),
    dates: { forms: formsIn(dates("forms")), zone: zoneIn(dates("zone")) },
    numbers: oneOf(at("numbers"), STYLES, "numbers"),
    kinds: kindsIn(at("kinds")),
  };
}

const STYLES: readonly NumberStyle[] = ["point", "thousands", "comma"];

function columnsIn(value: unknown, width: number): MappedColumns {
  const at = recordIn(value, "columns");
  const maybe = (name: string) => nullOr(at(name), (one) => columnIn(one, name, width));
  return {
    date: columnIn(at("date"), "date", width),
    time: maybe("time"),
    kind: maybe("kind"),
    layout: layoutIn(at("layout"), width, maybe("kind") !== null),
    fee: nullOr(at("fee"), (fee) => feeIn(fee, width)),
    value: maybe("value"),
    price: nullOr(at("price"), (price) => amountIn(price, "price", width)),
    id: maybe("id"),
    note: maybe("note"),
    account: maybe("account"),
  };
}

function layoutIn(value: unknown, width: number, hasKind: boolean): Layout {
  const at = recordIn(value, "layout");
  if (oneOf(at("is"), ["two-sided", "single"], "layout") === "two-sided") {
    const [sent, received] = [
      amountIn(at("sent"), "sent", width),
      amountIn(at("received"), "received", width),
    ];
    if (sent.column === received.column) {
      throw new Misfit("layout: sent and received are one column");
    }
    return { is: "two-sided", sent, received };
  }
  const direction = oneOf(at("direction"), ["sign", "kind"] as const, "direction");
  if (direction === "kind" && !hasKind) {
    throw new Misfit("direction: there is no column of kinds to tell it");
  }
  const total = nullOr(at("total"), (one) => amountIn(one, "total", width));
  return { is: "single", amount: amountIn(at("amount"), "amount", width), direction, total };
}

function feeIn(value: unknown, width: number): FeeFrom {
  const paid = oneOf(recordIn(value, "fee")("paid"), ["on-top", "inside"] as const, "paid");
  return { ...amountIn(value, "fee", width), paid };
}

function amountIn(value: unknown, place: string, width: number): AmountFrom {
  const at = recordIn(value, place);
  return {
    column: columnIn(at("column"), place, width),
    asset: assetIn(at("asset"), place, width),
  };
}

function assetIn(value: unknown, place: string, width: number): AssetFrom {
  const at = recordIn(value, `${place}'s asset`);
  switch (oneOf(at("in"), ["column", "amount", "file"] as const, `${place}'s asset`)) {
    case "column":
      return { in: "column", column: columnIn(at("column"), `${place}'s asset`, width) };
    case "amount":
      return { in: "amount" };
    case "file":
      return { in: "file", asset: textIn(at("asset"), `${place}'s asset`) };
  }
}

function formsIn(value: unknown): readonly string[] {
  const forms = listIn(value, "dates").map((form) => textIn(form, "dates"));
  const isShape = (form: string) => /^(?:unix|unix-ms|[YyMBDhmsAZWT\-/., :]{3,40})$/.test(form);
  if (forms.length === 0 || forms.length > 8 || !forms.every(isShape)) {
    throw new Misfit("dates: 1 to 8 forms are needed");
  }
  const orders = new Set(forms.map(orderOf).filter((order) => order !== null));
  if (orders.size > 1) {
    throw new Misfit("dates: day first and month first cannot both be tried");
  }
  return forms;
}

/** What comes first among three numbers; null where the year has four digits in front or the month a name. */
function orderOf(form: string): "day" | "month" | "year" | null {
  return /^D.M/.test(form)
    ? "day"
    : /^M.D/.test(form)
      ? "month"
      : /^y.M/.test(form)
        ? "year"
        : null;
}

function zoneIn(value: unknown): string {
  const zone = textIn(value, "zone");
  if (!isTimeZone(zone)) {
    throw new Misfit(`zone: "${zone.slice(0, 40)}" is not a time zone`);
  }
  return zone;
}

function kindsIn(value: unknown): MappingTemplate["kinds"] {
  const rules = listIn(value, "kinds").map((rule) => {
    const at = recordIn(rule, "kinds");
    return { word: textIn(at("word"), "kinds", 0), means: meaningIn(at("means")) };
  });
  if (new Set(rules.map(({ word }) => wordOf(word))).size < rules.length) {
    throw new Misfit("kinds: a word stands there twice");
  }
  return rules;
}

function meaningIn(value: unknown): KindMeaning {
  const at = recordIn(value, "kinds");
  const simple = SIMPLE_KINDS.find((one) => one === at("is"));
  if (simple !== undefined) {
    return { is: simple };
  }
  switch (oneOf(at("is"), ["income", "lost", "left-out"] as const, "kinds")) {
    case "income":
      return { is: "income", kind: oneOf(at("kind"), INCOME_KINDS, "kinds") };
    case "lost":
      return { is: "lost", reason: oneOf(at("reason"), LOSS_REASONS, "kinds") };
    case "left-out":
      return { is: "left-out", reason: textIn(at("reason"), "kinds") };
  }
}

function recordIn(value: unknown, place: string): (name: string) => unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Misfit(`${place}: missing`);
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  return (name) => fields.get(name);
}

function listIn(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length > 2_000) {
    throw new Misfit(`${place}: a list is needed`);
  }
  return value;
}

function textIn(value: unknown, place: string, least = 1): string {
  if (typeof value !== "string" || value.trim().length < least || value.length > 500) {
    throw new Misfit(`${place}: a text is needed`);
  }
  return value.trim();
}

function idIn(value: unknown): string {
  const id = textIn(value, "id");
  if (!/^[a-z0-9-]{1,64}$/.test(id)) {
    throw new Misfit("id: small letters, digits and hyphens");
  }
  return id;
}

function columnIn(value: unknown, place: string, width: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value >= width) {
    throw new Misfit(`${place}: no column of the header`);
  }
  return value;
}

function nullOr<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null || value === undefined ? null : read(value);
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], place: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) {
    throw new Misfit(`${place}: one of ${allowed.join(", ")}`);
  }
  return found;
}
