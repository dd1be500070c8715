import { namedParts } from "@/lib/reports/descriptions";
import { genericCsv, TAXACT_ROWS, taxActCsv } from "@/lib/reports/exports/form-rows-csv";
import { turboTaxCsv } from "@/lib/reports/exports/turbotax-csv";
import { txfFile } from "@/lib/reports/exports/txf";
import type { YearEndInput } from "@/lib/reports/input";
import { rowAccount } from "@/lib/reports/row-source";
import { counted } from "@/lib/reports/text";
import type { Form8949Row } from "@/lib/tax/year-result";
import { type NewFile, textFile } from "./kinds";

const PRODUCT = "Lotwise";

/** Rows named one by one in the note; the rest is counted. */
const NAMED = 200;

/** The rows of Form 8949 for other programs; none where there are no rows. `notes`: what a person has to see to besides. */
export function programFiles(input: YearEndInput, notes: readonly string[]): readonly NewFile[] {
  const { year } = input;
  const parts = namedParts(input);
  const rows = parts.flatMap((part) => part.rows);
  if (rows.length === 0) {
    return notes.length === 0 ? [] : [byHand(year, [["Official forms", ...notes]])];
  }
  const securities = new Set(
    input.settings.assets.flatMap((facts) => (facts.class === "digital" ? [] : [facts.asset])),
  );
  const txf = txfFile(parts, { program: PRODUCT, on: input.asOf });
  const turboTax = turboTaxCsv(parts, (row) =>
    row.parts.every(({ asset }) => !securities.has(asset)),
  );
  const taxAct = taxActCsv(parts);
  const generic = genericCsv(parts, (row) => rowAccount(input, row));
  const sections = [
    ["Official forms", ...notes],
    [
      "TXF",
      ...(txf.hasDigitalBoxes
        ? [
            "Boxes G to L are unknown to the format: rows of G, H, I arrive as A, B, C and rows of J, K, L as D, E, F. Move them to the boxes for digital assets.",
          ]
        : []),
      ...listed("Enter columns (f) and (g) of", txf.byHand),
    ],
    [
      "TurboTax",
      ...listed("Enter columns (f) and (g) of", turboTax.byHand),
      ...listed("Enter the date acquired of", turboTax.undated),
    ],
    [
      "TaxAct",
      ...(taxAct.hasDigitalBoxes ? [OLD_PROGRAMS] : []),
      ...(rows.length > TAXACT_ROWS ? [TOO_MANY] : []),
    ],
    ["Any program", ...(generic.hasDigitalBoxes ? [OLD_PROGRAMS] : [])],
  ];
  return [
    textFile(`txf-${year}.txf`, "text/plain", txf.text),
    textFile(`turbotax-${year}.csv`, "text/csv", turboTax.text),
    textFile(`taxact-${year}.csv`, "text/csv", taxAct.text),
    textFile(`rows-${year}.csv`, "text/csv", generic.text),
    ...(sections.every((lines) => lines.length === 1) ? [] : [byHand(year, sections)]),
  ];
}

const OLD_PROGRAMS = "Programs made before 2025 know boxes A to F only.";

const TOO_MANY = `TaxAct takes ${TAXACT_ROWS.toLocaleString("en-US")} transactions at most. With more, enter the totals of each box and attach the statement.`;

/** "Enter columns (f) and (g) of 2 rows:" and the rows. */
function listed(words: string, rows: readonly Form8949Row[]): readonly string[] {
  if (rows.length === 0) {
    return [];
  }
  const left = rows.length - NAMED;
  return [
    `${words} ${counted(rows.length, "row")} by hand:`,
    ...rows
      .slice(0, NAMED)
      .map(({ box, description, acquired, sold, codes }) =>
        [`  box ${box}`, description, acquired || "no date", sold, codes]
          .filter((words) => words !== "")
          .join("  "),
      ),
    ...(left > 0 ? [`  and ${left.toLocaleString("en-US")} more`] : []),
  ];
}

/** A page of text: what no file can say, each program under its name. */
function byHand(year: number, sections: readonly (readonly string[])[]): NewFile {
  const text = sections
    .filter((lines) => lines.length > 1)
    .map(([name = "", ...lines]) => [name, "", ...lines, ""].join("\r\n"))
    .join("\r\n");
  return textFile(`by-hand-${year}.txt`, "text/plain", text);
}
