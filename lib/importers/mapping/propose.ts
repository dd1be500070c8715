import { readAsset } from "@/lib/importers/assets";
import { formsOf, isClock } from "./dates";
import { styleOf } from "./numbers";
import {
  type AmountFrom,
  columnNames,
  type DateForm,
  type FeeFrom,
  type KindRule,
  type Layout,
  type NumberStyle,
  wordOf,
} from "./template";
import { unitTold } from "./unit-told";
import { proposedMeaning, type Role, roleOf } from "./words";

/** Something only a person can say, with what is possible. */
export type MappingQuestion =
  | { readonly about: "column"; readonly role: Role; readonly among: readonly number[] }
  /** The day or the month first: a form for each. */
  | { readonly about: "date-order"; readonly among: readonly DateForm[] }
  | { readonly about: "time-zone" }
  /** Whether a comma (or point) groups or begins the decimals. */
  | { readonly about: "numbers"; readonly among: readonly NumberStyle[] }
  /** What an amount's column is an amount of. */
  | { readonly about: "asset"; readonly role: Role; readonly column: number }
  | { readonly about: "kind"; readonly word: string };

/** What a header and some rows say of themselves. Everything null or asked must be told before a template stands. */
export interface MappingProposal {
  readonly header: readonly string[];
  /** The column of each role that one column alone claims. */
  readonly roles: ReadonlyMap<Role, number>;
  readonly date: number | null;
  readonly time: number | null;
  readonly kind: number | null;
  readonly layout: Layout | null;
  readonly fee: FeeFrom | null;
  readonly value: number | null;
  readonly price: AmountFrom | null;
  readonly id: number | null;
  readonly note: number | null;
  readonly account: number | null;
  readonly form: DateForm | null;
  /** "UTC" where the file says so or no zone is needed. */
  readonly zone: string | null;
  readonly numbers: NumberStyle | null;
  readonly kinds: readonly KindRule[];
  readonly questions: readonly MappingQuestion[];
}

/**
 * Proposes how an unknown table is read, by the names of its columns and the shapes of its cells. A name that two columns share, an
 * order of day and month that no row settles, a comma that may mean two things: each is asked, none is guessed.
 */
export function proposeMapping(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): MappingProposal {
  const table: Table = {
    header,
    cells: (column) => rows.map((row) => (row[column] ?? "").trim()).filter((cell) => cell !== ""),
    rows,
  };
  const { roles, questions } = assign(table);
  const at = (role: Role) => roles.get(role) ?? null;
  const dates = proposeDates(table, at("date"), at("time"));
  const layout = layoutOf(table, roles, questions);
  const fee = amountOf(table, "fee", at("fee"), at("fee-asset"), questions);
  const price = amountOf(table, "price", at("price"), at("total-asset"), questions);
  const numbers = proposeNumbers(
    table,
    [...AMOUNTS].flatMap((role) => roles.get(role) ?? []),
  );
  const kinds = proposeKinds(table, at("kind"));
  return {
    header,
    roles,
    ...dates.proposed,
    kind: at("kind"),
    layout,
    fee: fee === null ? null : { ...fee, paid: "on-top" },
    value: at("value"),
    price,
    id: at("id"),
    note: at("note"),
    account: at("account"),
    numbers: numbers.style,
    kinds,
    questions: [
      ...questions,
      ...dates.questions,
      ...numbers.questions,
      ...kinds
        .filter(({ means }) => means.is === "ask")
        .map(({ word }): MappingQuestion => ({ about: "kind", word })),
    ],
  };
}

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What stands in a column, empty cells left out. */
  readonly cells: (column: number) => readonly string[];
}

const AMOUNTS: ReadonlySet<Role> = new Set<Role>([
  "sent",
  "received",
  "amount",
  "total",
  "fee",
  "price",
  "value",
]);

type Roles = ReadonlyMap<Role, number>;

/** The one column of each role. Two that claim it are asked about, unless the shapes of their cells tell them apart. */
function assign(table: Table): { readonly roles: Roles; readonly questions: MappingQuestion[] } {
  const claims = new Map<Role, number[]>();
  for (const [column, name] of columnNames(table.header).entries()) {
    const role = roleOf(name.replace(/ \(\d+\)$/, ""));
    if (role !== null && fits(table, role, column)) {
      claims.set(role, [...(claims.get(role) ?? []), column]);
    }
  }
  splitClock(table, claims);
  const roles = new Map<Role, number>();
  const questions: MappingQuestion[] = [];
  for (const [role, among] of claims) {
    const [only, ...more] = among;
    if (only !== undefined && more.length === 0) {
      roles.set(role, only);
    } else {
      questions.push({ about: "column", role, among });
    }
  }
  if (!claims.has("date")) {
    const among = table.header
      .map((_, column) => column)
      .filter((column) => isDated(table, column));
    questions.push({ about: "column", role: "date", among });
  }
  return { roles, questions };
}

function isDated(table: Table, column: number): boolean {
  return formsOf(table.cells(column)).fits.length > 0;
}

/** A column is no date, number or asset, whatever its name, when one of its cells is none. */
function fits(table: Table, role: Role, column: number): boolean {
  const cells = table.cells(column);
  if (role === "date" || role === "time") {
    return cells.length > 0 && (isDated(table, column) || isClock(cells));
  }
  if (role.endsWith("asset")) {
    return cells.every((cell) => readAsset(cell) !== null);
  }
  return !AMOUNTS.has(role) || styleOf(cells).is !== "none";
}

/** "Time" alone may hold the whole moment; beside a day, it holds the time of day. */
function splitClock(table: Table, claims: Map<Role, number[]>): void {
  const whole = (claims.get("time") ?? []).filter((column) => !isClock(table.cells(column)));
  const dates = claims.get("date") ?? [];
  if (dates.length === 0 && whole.length > 0) {
    claims.set("date", whole);
    claims.delete("time");
  }
}

function proposeDates(
  table: Table,
  date: number | null,
  time: number | null,
): {
  readonly proposed: Pick<MappingProposal, "date" | "time" | "form" | "zone">;
  readonly questions: readonly MappingQuestion[];
} {
  if (date === null) {
    return {
      proposed: { date, time, form: null, zone: null },
      questions: [{ about: "time-zone" }],
    };
  }
  const isApart = time !== null && isClock(table.cells(time));
  const clock = isApart ? time : null;
  const moments = table.rows.map((row) =>
    clock === null ? (row[date] ?? "") : `${row[date] ?? ""} ${row[clock] ?? ""}`.trim(),
  );
  const { fits: found, hasZone, isDay } = formsOf(moments);
  const names = [date, ...(clock === null ? [] : [clock])].map((column) => table.header[column]);
  const isUtc = hasZone || isDay || names.some((name) => /\b(?:utc|gmt)\b/i.test(name ?? ""));
  const [only, ...more] = found.map(({ form }) => form);
  const questions: MappingQuestion[] = isUtc ? [] : [{ about: "time-zone" }];
  if (only === undefined) {
    questions.unshift({ about: "column", role: "date", among: [date] });
  } else if (more.length > 0) {
    questions.unshift({ about: "date-order", among: [only, ...more] });
  }
  const form = more.length > 0 ? null : (only ?? null);
  return { proposed: { date, time: clock, form, zone: isUtc ? "UTC" : null }, questions };
}

function layoutOf(table: Table, roles: Roles, questions: MappingQuestion[]): Layout | null {
  const at = (role: Role) => roles.get(role) ?? null;
  const [sentColumn, receivedColumn] = [at("sent"), at("received")];
  if (sentColumn !== null && receivedColumn !== null) {
    const sent = amountOf(table, "sent", sentColumn, at("sent-asset"), questions);
    const received = amountOf(table, "received", receivedColumn, at("received-asset"), questions);
    return sent === null || received === null ? null : { is: "two-sided", sent, received };
  }
  const amount = amountOf(table, "amount", at("amount"), at("asset"), questions);
  if (amount === null) {
    const isAsked = questions.some((one) => one.about === "asset" && one.role === "amount");
    if (!isAsked) {
      questions.push({ about: "column", role: "amount", among: numeric(table) });
    }
    return null;
  }
  const isSigned = table.cells(amount.column).some((cell) => /^[-(\u2212]/.test(cell));
  if (!isSigned && at("kind") === null) {
    questions.push({ about: "column", role: "kind", among: table.header.map((_, index) => index) });
    return null;
  }
  const total = amountOf(table, "total", at("total"), at("total-asset"), questions);
  return { is: "single", amount, direction: isSigned ? "sign" : "kind", total };
}

function numeric(table: Table): readonly number[] {
  return table.header.flatMap((_, column) => {
    const cells = table.cells(column);
    return cells.length > 0 && styleOf(cells).is !== "none" ? [column] : [];
  });
}

/** An amount's column with its asset: its own column, the unit behind every amount, or the money its name says. */
function amountOf(
  table: Table,
  role: Role,
  column: number | null,
  asset: number | null,
  questions: MappingQuestion[],
): AmountFrom | null {
  if (column === null) {
    return null;
  }
  if (asset !== null) {
    return { column, asset: { in: "column", column: asset } };
  }
  const told = unitTold(table.header[column] ?? "", table.cells(column));
  if (told !== null) {
    return { column, asset: told };
  }
  questions.push({ about: "asset", role, column });
  return null;
}

/** One style for all columns of amounts; asked when their cells leave two. */
function proposeNumbers(
  table: Table,
  columns: readonly number[],
): { readonly style: NumberStyle | null; readonly questions: readonly MappingQuestion[] } {
  const cells = columns.flatMap((column) => table.cells(column));
  const finding = cells.length === 0 ? { is: "none" as const } : styleOf(cells);
  switch (finding.is) {
    case "certain":
      return { style: finding.style, questions: [] };
    case "open":
      return { style: null, questions: [{ about: "numbers", among: finding.among }] };
    case "none":
      return {
        style: null,
        questions: [{ about: "numbers", among: ["point", "thousands", "comma"] }],
      };
  }
}

function proposeKinds(table: Table, kind: number | null): readonly KindRule[] {
  const words = new Map(
    (kind === null ? [] : table.rows).map((row) => {
      const word = (row[kind ?? 0] ?? "").trim();
      return [wordOf(word), word] as const;
    }),
  );
  return [...words.values()].map((word) => ({ word, means: proposedMeaning(word) }));
}
