import type { Form8949Part, Form8949Row } from "@/lib/tax/year-result";
import type { YearEndInput } from "./input";
import { assetName } from "./names";
import { printable } from "./text";

type Named = Pick<YearEndInput, "assetNames">;

/** Column (a) of a row, its asset by name: "0.5 BTC". */
export function descriptionOf(input: Named, row: Form8949Row): string {
  const asset = row.line === null ? (row.parts[0]?.asset ?? "") : (row.line.asset ?? "");
  const words = row.description;
  return asset !== "" && words.endsWith(` ${asset}`)
    ? `${words.slice(0, -asset.length)}${assetName(input, asset)}`
    : words;
}

/** The sale's own id at its source, for column (a) (i8949); empty where several sales made the row, or the source gave none. */
export function referenceOf({ sources }: YearEndInput, row: Form8949Row): string {
  const references = new Set(
    row.parts.map(({ disposal }) => sources.get(disposal)?.reference ?? ""),
  );
  const [reference = ""] = references.size === 1 ? references : [];
  return printable(reference, 90);
}

/** The rows of the year with assets by name: what files for other programs are written from. */
export function namedParts(input: Named & Pick<YearEndInput, "result">): readonly Form8949Part[] {
  return input.result.parts.map((part) => ({
    ...part,
    rows: part.rows.map((row) => ({ ...row, description: descriptionOf(input, row) })),
  }));
}
