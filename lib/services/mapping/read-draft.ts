import type { StoredHead } from "@/db/queries/import-batches";
import { readForm } from "@/lib/importers/mapping/dates";
import {
  ASSET_OF,
  columnOf,
  type MappingDraft,
  type UnitRole,
  unitRolesOf,
} from "@/lib/importers/mapping/draft";
import { readStyled } from "@/lib/importers/mapping/numbers";
import type { FormChoice, OpenPoint } from "@/lib/importers/mapping/open-points";
import { type PreviewRow, previewRows } from "@/lib/importers/mapping/preview";
import { momentsOf, settleDraft, templateOfDraft } from "@/lib/importers/mapping/settle";
import type { NumberStyle } from "@/lib/importers/mapping/template";
import type { EntryView } from "../entry-view";
import { parsedViews } from "../parsed-views";
import { type MappingForm, mappingForm } from "./mapping-form";

/** A way to read the dates, shown on a cell that others would read as another day. */
export interface FormView extends FormChoice {
  readonly cell: string;
  /** ISO day as this form reads the cell; null when it has none. */
  readonly day: string | null;
}

/** A way to read the numbers, shown on a cell that others would read as another number. */
export interface StyleView {
  readonly style: NumberStyle;
  readonly cell: string;
  readonly reads: string;
}

/** One of the first rows as it is read, or why it is not. */
export interface PreviewRowView {
  readonly line: number;
  readonly is: PreviewRow["is"];
  readonly entry: EntryView | null;
  /** Where the reason is, when it is in one column. */
  readonly column: string;
  readonly value: string;
  /** Why it is no transaction, or what has to be decided about it; "" when it is clear. */
  readonly reason: string;
}

/** What the form on the screen comes to. */
export interface MappingReading {
  /** The form with what is certain filled in. */
  readonly form: MappingForm;
  readonly forms: readonly FormView[];
  readonly styles: readonly StyleView[];
  /** Amounts no column names the asset of. */
  readonly units: readonly UnitRole[];
  readonly isDirectionOpen: boolean;
  readonly open: readonly OpenPoint[];
  /** Empty while something is open. */
  readonly rows: readonly PreviewRowView[];
}

const PREVIEW = 20;

/** Reads the first rows by a draft. `zone`: the client's, in which tax dates are shown. */
export function readDraft(told: MappingDraft, head: StoredHead, zone: string): MappingReading {
  const settled = settleDraft(told, head);
  const { draft, forms, styles, open } = settled;
  const template = templateOfDraft(settled, head, "preview");
  const problem: readonly OpenPoint[] =
    template.ok || open.length > 0 ? [] : [{ about: "columns", reason: template.error }];
  return {
    form: mappingForm(draft),
    forms: formViews(forms, momentsOf(draft, head)),
    styles: styleViews(styles, draft, head),
    units: unitRolesOf(draft).filter((role) => columnOf(draft, ASSET_OF[role]) === null),
    isDirectionOpen: columnOf(draft, "amount") !== null,
    open: [...open, ...problem],
    rows: template.ok ? rowViews(previewRows(template.value, head, PREVIEW), zone) : [],
  };
}

/** Each form with the first cell that tells it from the others; the first cell of all when there is nothing to tell. */
function formViews(forms: readonly FormChoice[], moments: readonly string[]): readonly FormView[] {
  const dayOf = (cell: string, form: string): string | null => {
    const time = readForm(cell, [form], "UTC");
    return time === null ? null : (time.date ?? time.at.slice(0, 10));
  };
  const cells = moments.filter((cell) => cell !== "");
  const telling = cells.find(
    (cell) => new Set(forms.map(({ form }) => dayOf(cell, form))).size > 1,
  );
  const cell = telling ?? cells[0] ?? "";
  return forms.map((one) => ({ ...one, cell, day: dayOf(cell, one.form) }));
}

const AMOUNTS = ["sent", "received", "amount", "total", "fee", "price", "value"] as const;

function styleViews(
  styles: readonly NumberStyle[],
  draft: MappingDraft,
  { rows }: StoredHead,
): readonly StyleView[] {
  const columns = AMOUNTS.flatMap((role) => columnOf(draft, role) ?? []);
  const cells = rows.flatMap((row) => columns.map((column) => (row.cells[column] ?? "").trim()));
  const reads = (cell: string, style: NumberStyle) => {
    const read = readStyled(cell, style);
    return read.kind === "number" ? read.text : "no number";
  };
  const told = cells.filter((cell) => /\d/.test(cell));
  const telling = told.find((cell) => new Set(styles.map((style) => reads(cell, style))).size > 1);
  const cell = telling ?? told[0] ?? "";
  return styles.map((style) => ({ style, cell, reads: reads(cell, style) }));
}

function rowViews(rows: readonly PreviewRow[], zone: string): readonly PreviewRowView[] {
  const parsed = rows.flatMap((row) => (row.is === "read" ? [row.transaction] : []));
  const views = parsedViews(parsed, zone);
  const viewOf = new Map(parsed.map((transaction, index) => [transaction, views[index] ?? null]));
  return rows.map((row): PreviewRowView => {
    const bare = { line: row.line, is: row.is, entry: null, column: "", value: "", reason: "" };
    switch (row.is) {
      case "read": {
        const { question } = row.transaction;
        return {
          ...bare,
          entry: viewOf.get(row.transaction) ?? null,
          column: question?.column ?? "",
          value: question?.value ?? "",
          reason: question?.reason ?? "",
        };
      }
      case "left-out":
        return { ...bare, reason: row.reason };
      case "rejected": {
        const { column, value, reason } = row.problem;
        return { ...bare, column, value, reason };
      }
      default:
        return row satisfies never;
    }
  });
}
