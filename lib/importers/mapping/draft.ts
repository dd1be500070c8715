import { readAsset } from "@/lib/importers/assets";
import type { MappingProposal } from "./propose";
import type { AmountFrom, KindMeaning, Layout, MappingTemplate, NumberStyle } from "./template";
import type { Role } from "./words";

/** Columns of amounts that need an asset. */
export const UNIT_ROLES = ["sent", "received", "amount", "total", "fee", "price"] as const;

/** One of them. */
export type UnitRole = (typeof UNIT_ROLES)[number];

/** The column that names the asset of an amount. */
export const ASSET_OF: Readonly<Record<UnitRole, Role>> = {
  sent: "sent-asset",
  received: "received-asset",
  amount: "asset",
  total: "total-asset",
  fee: "fee-asset",
  price: "total-asset",
};

/** An asset that stands behind its amount in the same cell. */
export const IN_CELL = "in-cell";

/** The asset that another column names, though it is named for another amount. */
export const unitOfColumn = (column: number): string => `column:${column}`;

/** The column a unit speaks of; null when it speaks of none. */
export function columnOfUnit(unit: string): number | null {
  const match = /^column:(\d{1,4})$/.exec(unit);
  return match === null ? null : Number(match[1]);
}

/** What one word of the kind column means, as far as it is said. */
export interface DraftKind {
  readonly word: string;
  readonly means: KindMeaning | null;
}

/** How a table is read as far as a person has said it: every null is still open. Plain data, for forms. */
export interface MappingDraft {
  readonly name: string;
  readonly account: string;
  /** What each column of the header is; null: nothing that is read. */
  readonly roles: readonly (Role | null)[];
  /** The asset of amounts that have no column for it: a ticker, `IN_CELL`, or another amount's column. */
  readonly units: Readonly<Partial<Record<UnitRole, string>>>;
  readonly form: string | null;
  readonly zone: string | null;
  readonly numbers: NumberStyle | null;
  /** What tells the direction of a single amount. */
  readonly direction: "sign" | "kind" | null;
  readonly fee: "on-top" | "inside" | null;
  readonly kinds: readonly DraftKind[];
}

/** The column of a role; null where no column has it. */
export function columnOf({ roles }: Pick<MappingDraft, "roles">, role: Role): number | null {
  const at = roles.indexOf(role);
  return at === -1 ? null : at;
}

/** True when the table has what was paid and what came in apart. */
export function isTwoSided(draft: Pick<MappingDraft, "roles">): boolean {
  return columnOf(draft, "sent") !== null && columnOf(draft, "received") !== null;
}

/** The amounts a draft reads, whose assets must be known. */
export function unitRolesOf(draft: Pick<MappingDraft, "roles">): readonly UnitRole[] {
  return UNIT_ROLES.filter((role) => columnOf(draft, role) !== null);
}

/** An amount with where its asset is told; null while that is open. */
export function amountOf(draft: MappingDraft, role: UnitRole): AmountFrom | null {
  const column = columnOf(draft, role);
  if (column === null) {
    return null;
  }
  const own = columnOf(draft, ASSET_OF[role]);
  if (own !== null) {
    return { column, asset: { in: "column", column: own } };
  }
  const unit = draft.units[role] ?? "";
  const other = columnOfUnit(unit);
  if (other !== null) {
    return { column, asset: { in: "column", column: other } };
  }
  if (unit === IN_CELL) {
    return { column, asset: { in: "amount" } };
  }
  const asset = readAsset(unit);
  return asset === null ? null : { column, asset: { in: "file", asset } };
}

/** A stored template as a draft, to be changed. */
export function draftOfTemplate(template: MappingTemplate): MappingDraft {
  const { columns, header } = template;
  const roles = header.map((): Role | null => null);
  const units: Partial<Record<UnitRole, string>> = {};
  for (const role of PLAIN) {
    put(roles, role, columns[role]);
  }
  for (const [role, from] of amountsOf(columns)) {
    put(roles, role, from.column);
    const unit = unitOf(roles, role, from);
    if (unit !== null) {
      units[role] = unit;
    }
  }
  return {
    name: template.name,
    account: template.account,
    roles,
    units,
    form: template.dates.forms[0] ?? null,
    zone: template.dates.zone,
    numbers: template.numbers,
    direction: columns.layout.is === "single" ? columns.layout.direction : null,
    fee: columns.fee?.paid ?? null,
    kinds: template.kinds,
  };
}

/** What the names of columns and the shapes of cells propose. Whether a fee is inside is never proposed. */
export function draftOfProposal(proposal: MappingProposal, name: string): MappingDraft {
  const roles = proposal.header.map((): Role | null => null);
  for (const [role, column] of proposal.roles) {
    put(roles, role, column);
  }
  for (const question of proposal.questions) {
    // The one column that holds dates is proposed by its cells, whatever its name.
    if (question.about === "column" && question.role === "date" && question.among.length === 1) {
      put(roles, "date", question.among[0] ?? null);
    }
  }
  const units: Partial<Record<UnitRole, string>> = {};
  for (const [role, from] of amountsOf(proposal)) {
    const unit = unitOf(roles, role, from);
    if (unit !== null) {
      units[role] = unit;
    }
  }
  return {
    name,
    account: "",
    roles,
    units,
    form: proposal.form,
    zone: proposal.zone,
    numbers: proposal.numbers,
    direction: proposal.layout?.is === "single" ? proposal.layout.direction : null,
    fee: null,
    kinds: [],
  };
}

const PLAIN = ["date", "time", "kind", "value", "id", "note", "account"] as const;

function put(roles: (Role | null)[], role: Role, column: number | null): void {
  if (column !== null) {
    roles[column] = role;
  }
}

/** How a draft says an amount's asset; null where its own column does, which is then given its role. */
function unitOf(roles: (Role | null)[], role: UnitRole, { asset }: AmountFrom): string | null {
  if (asset.in !== "column") {
    return asset.in === "amount" ? IN_CELL : asset.asset;
  }
  if ((roles[asset.column] ?? ASSET_OF[role]) !== ASSET_OF[role]) {
    return unitOfColumn(asset.column);
  }
  put(roles, ASSET_OF[role], asset.column);
  return null;
}

function amountsOf({
  layout,
  fee,
  price,
}: {
  readonly layout: Layout | null;
  readonly fee: AmountFrom | null;
  readonly price: AmountFrom | null;
}): readonly (readonly [UnitRole, AmountFrom])[] {
  const all: readonly (readonly [UnitRole, AmountFrom | null])[] = [
    ["sent", layout?.is === "two-sided" ? layout.sent : null],
    ["received", layout?.is === "two-sided" ? layout.received : null],
    ["amount", layout?.is === "single" ? layout.amount : null],
    ["total", layout?.is === "single" ? layout.total : null],
    ["fee", fee],
    ["price", price],
  ];
  return all.flatMap(([role, from]) => (from === null ? [] : [[role, from] as const]));
}
