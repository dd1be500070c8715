import type { DateForm } from "@/lib/importers/mapping/template";
import { err, ok, type Result } from "@/lib/result";
import { FORM_ROLES, type FormRole } from "./columns";

/** How one broker's table of sales on Form 1099-DA is read: what a person said once, found again by its exact header. Plain data. */
export interface FormTemplate {
  readonly is: "form-1099-da";
  readonly id: string;
  /** Who sends forms like this. */
  readonly payer: string;
  /** The header's cells, trimmed. */
  readonly header: readonly string[];
  /** What each column is; null: its cells are kept beside the line as they are. */
  readonly roles: readonly (FormRole | null)[];
  /** The one way its days are written; null where the file has none ("VARIOUS" alone). */
  readonly day: DateForm | null;
}

const HEADER_MAX = 1_024;
const DAY = /^(?:unix|unix-ms|[YyMBDhmsAZWT\-/., :]{3,40})$/;

/** A template from anything (a stored document): the error names the first thing that does not fit. Unknown fields are dropped. */
export function parseFormTemplate(value: unknown): Result<FormTemplate, string> {
  const at = fieldsOf(value);
  const [header, roles] = [textsIn(at("header")), rolesIn(at("roles"))];
  const wrong = misfitIn(at, header, roles) ?? missingRoles(roles ?? [])[0];
  const [id, payer, day] = [textOf(at("id")), textOf(at("payer")), textOf(at("day"))];
  return wrong !== undefined || header === null || roles === null
    ? err(wrong ?? "header: missing")
    : ok({ is: "form-1099-da", id, payer, header, roles, day: day === "" ? null : day });
}

function misfitIn(
  at: (name: string) => unknown,
  header: readonly string[] | null,
  roles: readonly unknown[] | null,
): string | null {
  const day = at("day");
  const rules: readonly (readonly [isRight: boolean, text: string])[] = [
    [at("is") === "form-1099-da", "is: this is not how a form is read"],
    [/^[a-z0-9-]{1,64}$/.test(textOf(at("id"))), "id: small letters, digits and hyphens"],
    [/^.{1,120}$/.test(textOf(at("payer"))), "Say which broker sent the form."],
    [
      header !== null && header.length >= 2 && header.length <= HEADER_MAX,
      "header: 2 to 1,024 cells are needed",
    ],
    [roles !== null && roles.length === header?.length, "roles: one for each column is needed"],
    [day === null || DAY.test(textOf(day)), "day: this is no way to write a day"],
  ];
  return rules.find(([isRight]) => !isRight)?.[1] ?? null;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** What must be said of columns before lines can be read, as sentences for people; none when all is said. */
export function missingRoles(roles: readonly (FormRole | null)[]): readonly string[] {
  const has = (role: FormRole) => roles.includes(role);
  const twice = FORM_ROLES.filter((role) => roles.filter((one) => one === role).length > 1);
  return [
    ...(has("symbol") || has("name")
      ? []
      : ["Say which column names the asset (box 1b, or its symbol)."]),
    ...(has("units") ? [] : ["Say which column has the number of units (box 1c)."]),
    ...(has("proceeds") || has("first-sales")
      ? []
      : ["Say which column has the proceeds (box 1f)."]),
    ...(has("sold") || has("tax-year")
      ? []
      : ["Say which column has the day of sale (box 1e), or the tax year."]),
    ...(has("covered") && has("noncovered")
      ? ["Covered and noncovered are one question: choose one of the two columns."]
      : []),
    ...twice.map((role) => `Two columns are said to be “${FORM_ROLE_LABELS[role]}”.`),
  ];
}

/** What people read where a column is chosen. */
export const FORM_ROLE_LABELS: Readonly<Record<FormRole, string>> = {
  symbol: "Symbol of the asset, such as BTC",
  code: "1a Code of the asset (DTIF)",
  name: "1b Name of the asset",
  units: "1c Number of units",
  acquired: "1d Date acquired",
  sold: "1e Date sold or disposed",
  proceeds: "1f Proceeds",
  basis: "1g Cost or other basis",
  wash: "1i Wash sale loss disallowed",
  "basis-reported": "2 Basis reported to the IRS",
  withheld: "4 Federal income tax withheld",
  term: "6 Short-term, long-term or ordinary",
  noncovered: "9 Noncovered security",
  covered: "Covered (box 9, the other way round)",
  "first-sales": "11c Proceeds of first sales of NFTs",
  box: "Applicable checkbox on Form 8949",
  account: "Account number",
  "tax-year": "Tax year",
};

function fieldsOf(value: unknown): (name: string) => unknown {
  const fields = new Map<string, unknown>(
    typeof value === "object" && value !== null ? Object.entries(value) : [],
  );
  return (name) => fields.get(name) ?? null;
}

function textsIn(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((one): one is string => typeof one === "string")
    ? value.map((one) => one.trim())
    : null;
}

function rolesIn(value: unknown): readonly (FormRole | null)[] | null {
  if (!Array.isArray(value)) {
    return null;
  }
  const roles = value.map((one) => (one === null ? null : FORM_ROLES.find((role) => role === one)));
  return roles.every((role): role is FormRole | null => role !== undefined) ? roles : null;
}
