import type { PrintedFigure, ProofSummary } from "@/lib/reports/proof";
import type { About } from "./file/document";

/** The catalog's entry for the printed figures. */
export const FIGURES_ENTRY = "LotwiseFigures";

/** Entries of the information dictionary that a proof is in. */
export const PROOF_ENTRIES = {
  year: "LotwiseYear",
  engine: "LotwiseEngine",
  inputs: "LotwiseInputs",
  root: "LotwiseRoot",
  head: "LotwiseHead",
  kind: "LotwiseKind",
  day: "LotwiseDay",
} as const;

/** Which paper a file is; one that says nothing is a year-end report. */
export const PROVEN_KINDS = ["year-end", "audit-pack", "changes", "form-1040x"] as const;
export type ProvenKind = (typeof PROVEN_KINDS)[number];

/** What the file carries so that it can be verified: year, engine, hash of the inputs, root, and the figures themselves. */
export function proofEntries(
  proof: ProofSummary,
  figures: readonly PrintedFigure[],
  { year, kind, day }: { readonly year: string; readonly kind: ProvenKind; readonly day?: string },
): Pick<About, "more" | "data"> {
  return {
    more: {
      [PROOF_ENTRIES.year]: year,
      [PROOF_ENTRIES.engine]: proof.engineVersion,
      [PROOF_ENTRIES.inputs]: proof.inputHash,
      [PROOF_ENTRIES.root]: proof.root,
      ...(proof.auditHead === "" ? {} : { [PROOF_ENTRIES.head]: proof.auditHead }),
      ...(kind === "year-end" ? {} : { [PROOF_ENTRIES.kind]: kind }),
      ...(day === undefined ? {} : { [PROOF_ENTRIES.day]: day }),
    },
    data: { name: FIGURES_ENTRY, text: JSON.stringify(figures) },
  };
}
