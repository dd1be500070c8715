import { readDateTime, readUnixSeconds } from "@/lib/importers/date-time";
import type { ReadTime } from "@/lib/importers/time";
import { instantFromEpoch } from "@/lib/time/instant";
import type { DateForm } from "./template";

/** Reads a date and time in one of a template's forms; null when none fits. */
export function readForm(text: string, forms: readonly DateForm[], zone: string): ReadTime | null {
  for (const form of forms) {
    const time = readOne(text, form, zone);
    if (time !== null) {
      return time;
    }
  }
  return null;
}

function readOne(text: string, form: DateForm, zone: string): ReadTime | null {
  if (form === "unix") {
    return readUnixSeconds(text);
  }
  if (form === "unix-ms") {
    const trimmed = text.trim();
    return /^\d{12,13}$/.test(trimmed)
      ? { at: instantFromEpoch(Number(trimmed)), date: null }
      : null;
  }
  return readDateTime(text, [form], zone);
}

/** Which number of a date comes first. */
export type DayOrder = "year-first" | "day-first" | "month-first" | "named";

interface Base {
  readonly shape: string;
  readonly order: DayOrder;
}

const BASES: readonly Base[] = [
  ...["-", "/", "."].flatMap((sign): readonly Base[] => [
    { shape: `Y${sign}M${sign}D`, order: "year-first" },
    { shape: `D${sign}M${sign}Y`, order: "day-first" },
    { shape: `M${sign}D${sign}Y`, order: "month-first" },
    { shape: `y${sign}M${sign}D`, order: "year-first" },
    { shape: `D${sign}M${sign}y`, order: "day-first" },
    { shape: `M${sign}D${sign}y`, order: "month-first" },
  ]),
  ...["D B Y", "D-B-Y", "B D, Y", "B D Y", "D B y", "D-B-y"].map(
    (shape): Base => ({ shape, order: "named" }),
  ),
];

const CLOCKS = ["h:m:s", "h:m", "h:m:s A", "h:m A", "h:m:sA", "h:mA"];
const ENDS = [
  "",
  ...[" ", ", ", "T"].flatMap((join) =>
    CLOCKS.flatMap((clock) => [`${join}${clock}`, `${join}${clock}Z`, `${join}${clock} Z`]),
  ),
];

/** What a column's cells say of their form. */
export interface FormFinding {
  /** One form for each order that reads every cell; more than one: it must be asked. */
  readonly fits: readonly { readonly form: DateForm; readonly order: DayOrder | "unix" }[];
  /** True when the form says a zone, or needs none because it is a day alone or a count of seconds. */
  readonly hasZone: boolean;
  readonly isDay: boolean;
}

/** Every way all cells can be read as dates; none when they are not dates. Empty cells do not count. */
export function formsOf(cells: readonly string[]): FormFinding {
  const told = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const reads = (form: DateForm) => told.every((cell) => readOne(cell, form, "UTC") !== null);
  const unix = (["unix", "unix-ms"] as const).find((form) => told.length > 0 && reads(form));
  if (unix !== undefined) {
    return { fits: [{ form: unix, order: "unix" }], hasZone: true, isDay: false };
  }
  const first = told[0];
  const fits = new Map<DayOrder, DateForm>();
  for (const { shape, order } of first === undefined ? [] : BASES) {
    const form = ENDS.map((end) => `${shape}${end}`).find(reads);
    if (form !== undefined && !fits.has(order)) {
      fits.set(order, form);
    }
  }
  const forms = [...fits.values()];
  return {
    fits: [...fits].map(([order, form]) => ({ form, order })),
    hasZone: forms.length > 0 && forms.every((form) => form.includes("Z") || !form.includes("h")),
    isDay: forms.length > 0 && forms.every((form) => !form.includes("h")),
  };
}

/** True when every cell is a time of day alone ("19:41:00.164", "7:41 PM"). */
export function isClock(cells: readonly string[]): boolean {
  const told = cells.filter((cell) => cell.trim() !== "");
  return told.length > 0 && formsOf(told.map((cell) => `2000-01-02 ${cell}`)).fits.length > 0;
}
