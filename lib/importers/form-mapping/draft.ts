import { isPersonal, NOT_KEPT } from "@/lib/importers/form-privacy";
import { formsOf } from "@/lib/importers/mapping/dates";
import type { TableSample } from "@/lib/importers/mapping/sample";
import { columnNames, type DateForm } from "@/lib/importers/mapping/template";
import { err, type Result } from "@/lib/result";
import { type FormRole, formRoleOf } from "./columns";
import { type FormTemplate, missingRoles, parseFormTemplate } from "./template";

/** How a form's table is read as far as a person has said it. Plain data, for screens. */
export interface FormDraft {
  readonly payer: string;
  readonly roles: readonly (FormRole | null)[];
  /** null: still open, or the file has no day. */
  readonly day: DateForm | null;
}

/** One thing that is still to be said, by the part of the screen that says it. */
export interface FormPoint {
  readonly about: "columns" | "day" | "payer";
  /** One sentence for people. */
  readonly reason: string;
}

/** A draft that fits its table, every way its days can be read, and what stays open. */
export interface SettledForm {
  readonly draft: FormDraft;
  readonly days: readonly DateForm[];
  /** A cell on which the ways differ; else the first day of all. "" when there is none. */
  readonly cell: string;
  readonly open: readonly FormPoint[];
}

/** What the names of the columns propose; of two that claim one role the first has it. */
export function proposeForm({ header }: Pick<TableSample, "header">): FormDraft {
  const taken = new Set<FormRole>();
  const roles = header.map((name) => {
    const role = formRoleOf(name);
    if (role === null || taken.has(role) || (role === "noncovered" && taken.has("covered"))) {
      return null;
    }
    taken.add(role);
    return role;
  });
  return { payer: "", roles, day: null };
}

/**
 * Fits a draft to its table: the one way all days can be read is filled in; where day and month could change places it is asked, month first
 * being the first offer, as the form is printed (MM/DD/YYYY).
 */
export function settleForm(told: FormDraft, sample: TableSample): SettledForm {
  const roles = sample.header.map((_, column) => told.roles[column] ?? null);
  const cells = dayCells(roles, sample);
  const days = waysOf(cells);
  const day =
    told.day !== null && days.includes(told.day)
      ? told.day
      : days.length === 1
        ? (days[0] ?? null)
        : null;
  const draft = { payer: told.payer.trim(), roles, day };
  const cell = cells.find((one) => formsOf([one]).fits.length > 1);
  return { draft, days, cell: cell ?? cells[0] ?? "", open: openIn(draft, sample, cells) };
}

/** The template a settled draft makes; else the first thing that is not said. */
export function templateOfForm(
  { draft, open }: SettledForm,
  { header }: Pick<TableSample, "header">,
  id: string,
): Result<FormTemplate, string> {
  const [first] = open;
  return first === undefined
    ? parseFormTemplate({ is: "form-1099-da", id, header, ...draft })
    : err(first.reason);
}

function openIn(
  { payer, roles, day }: FormDraft,
  sample: TableSample,
  cells: readonly string[],
): readonly FormPoint[] {
  const personal = columnNames(sample.header).filter(
    (name, column) => roles[column] === null && isPersonal(name) && holdsPeople(sample, column),
  );
  return [
    ...missingRoles(roles).map((reason): FormPoint => ({ about: "columns", reason })),
    ...(personal.length === 0
      ? []
      : [
          {
            about: "columns" as const,
            reason: `Names and taxpayer numbers are not kept of a form. Delete ${personal.map((name) => `“${name}”`).join(", ")} from the file, cancel this one and upload it again.`,
          },
        ]),
    ...(cells.length > 0 && day === null
      ? [{ about: "day" as const, reason: "Say how its days are written." }]
      : []),
    ...(payer === ""
      ? [{ about: "payer" as const, reason: "Say which broker sent the form." }]
      : []),
  ];
}

/** False where everything personal was taken out when the file came. */
function holdsPeople({ rows }: TableSample, column: number): boolean {
  return rows.some(({ cells }) => !["", NOT_KEPT].includes((cells[column] ?? "").trim()));
}

/** The cells that hold a day, where one is told. */
function dayCells(roles: readonly (FormRole | null)[], { rows }: TableSample): readonly string[] {
  const columns = roles.flatMap((role, index) =>
    role === "sold" || role === "acquired" ? [index] : [],
  );
  return rows.flatMap(({ cells }) =>
    columns.map((column) => (cells[column] ?? "").trim()).filter((cell) => /\d/.test(cell)),
  );
}

/** A cell that is no day is refused by name later: it does not hide how the others are written. */
function waysOf(cells: readonly string[]): readonly DateForm[] {
  if (cells.length > 0 && cells.every((cell) => /^\d{8}$/.test(cell))) {
    return ["YMD"];
  }
  const whole = formsOf(cells).fits;
  const dates = () => cells.slice(0, FEW).filter((cell) => formsOf([cell]).fits.length > 0);
  const fits = whole.length > 0 ? whole : formsOf(dates()).fits;
  const ways = fits.map(({ form }) => form);
  return [...ways].sort((one, other) => rank(one) - rank(other));
}

const FEW = 30;

const rank = (form: DateForm): number => (/^M/.test(form) ? 0 : /^D/.test(form) ? 2 : 1);
