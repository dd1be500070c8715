import type { Term } from "@/lib/tax/closed-lot";
import type { AssetFacts, BrokerReport } from "@/lib/tax/facts";
import type { FormEdition } from "@/lib/tax/rules/year-rules";
import type { AssetId } from "@/lib/tax/transaction";
import type { Form8949Box, ScheduleDColumnLine } from "@/lib/tax/year-result";

/** Boxes of one kind of transaction: basis reported to the IRS, not reported, no form received. */
type ThreeBoxes = readonly [reported: Form8949Box, unreported: Form8949Box, none: Form8949Box];

const SECURITY_BOXES: Readonly<Record<Term, ThreeBoxes>> = {
  short: ["A", "B", "C"],
  long: ["D", "E", "F"],
};

const DIGITAL_BOXES: Readonly<Record<Term, ThreeBoxes>> = {
  short: ["G", "H", "I"],
  long: ["J", "K", "L"],
};

/**
 * The box of a row (i8949 2025, Part I and Part II; rules.md 11.1). Up to 2024 every asset uses A to F. From 2025 a Form
 * 1099-DA leads to G, H, J, K and a digital asset without any form to I or L; a Form 1099-B and securities stay with A to F.
 * A basis counts as reported only when the form shows one and says it went to the IRS.
 */
export function boxOf(
  edition: FormEdition,
  row: {
    readonly term: Term;
    readonly digital: boolean;
    readonly report: Pick<BrokerReport, "form" | "basis" | "basisReported"> | null;
  },
): Form8949Box {
  const { report } = row;
  const onDigitalForm = report === null ? row.digital : report.form === "1099-DA";
  const boxes = (edition.digitalAssetBoxes && onDigitalForm ? DIGITAL_BOXES : SECURITY_BOXES)[
    row.term
  ];
  if (report === null) {
    return boxes[2];
  }
  return isBasisReported(report) ? boxes[0] : boxes[1];
}

/** True when the form shows a basis and says it was reported to the IRS (1099-B box 12, 1099-DA box 2). */
export function isBasisReported(report: Pick<BrokerReport, "basis" | "basisReported">): boolean {
  return report.basisReported && report.basis !== null;
}

/** What a box says on the year's paper, in its own words; its reference to a note is left out. */
export function boxText(edition: FormEdition, box: Form8949Box): string {
  const term = LONG_BOXES.has(box) ? "Long-term" : "Short-term";
  const form = DIGITAL.has(box) ? "Form(s) 1099-DA" : "Form(s) 1099-B";
  const shown = `${term} transactions reported on ${form} showing basis was`;
  if (REPORTED.has(box)) {
    return `${shown} reported to the IRS`;
  }
  if (UNREPORTED.has(box)) {
    return `${shown} not reported to the IRS`;
  }
  if (DIGITAL.has(box)) {
    return `${term} digital asset transactions not reported to you on Form 1099-DA or Form 1099-B`;
  }
  return edition.digitalAssetBoxes
    ? `${term} transactions, other than digital asset transactions, not reported to you on Form 1099-B or Form 1099-DA`
    : `${term} transactions not reported to you on Form 1099-B`;
}

/** The boxes of a year's form, Part I before Part II: A to F, and G to L since digital assets have boxes of their own. */
export function boxesOfForm(edition: FormEdition): readonly Form8949Box[] {
  const kinds = edition.digitalAssetBoxes ? [SECURITY_BOXES, DIGITAL_BOXES] : [SECURITY_BOXES];
  return (["short", "long"] as const).flatMap((term) => kinds.flatMap((boxes) => boxes[term]));
}

/** The term of a box's Part. */
export function termOfBox(box: Form8949Box): Term {
  return LONG_BOXES.has(box) ? "long" : "short";
}

const LONG_BOXES: ReadonlySet<Form8949Box> = new Set([
  ...SECURITY_BOXES.long,
  ...DIGITAL_BOXES.long,
]);
const DIGITAL: ReadonlySet<Form8949Box> = new Set([...DIGITAL_BOXES.short, ...DIGITAL_BOXES.long]);
const REPORTED: ReadonlySet<Form8949Box> = new Set(["A", "D", "G", "J"]);
const UNREPORTED: ReadonlySet<Form8949Box> = new Set(["B", "E", "H", "K"]);

/** Line of Schedule D each box's totals go to; boxes A+G, B+H, C+I, D+J, E+K, F+L share one (2025 Schedule D). */
export const SCHEDULE_D_LINE: Readonly<Record<Form8949Box, ScheduleDColumnLine>> = {
  A: "1b",
  B: "2",
  C: "3",
  D: "8b",
  E: "9",
  F: "10",
  G: "1b",
  H: "2",
  I: "3",
  J: "8b",
  K: "9",
  L: "10",
};

/** What was said about assets, by asset; an asset nobody spoke of is a digital asset, no collectible. */
export type AssetBook = ReadonlyMap<AssetId, AssetFacts>;

/** Everything but plain securities is a digital asset; a tokenized security is one too (i1099da 2026). */
export function isDigital(assets: AssetBook, asset: AssetId): boolean {
  return assets.get(asset)?.class !== "security";
}

/** Taxed by the 28 % group when long term (IRC 408(m)). */
export function isCollectible(assets: AssetBook, asset: AssetId): boolean {
  return assets.get(asset)?.collectible === true;
}
