import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFPage,
  PDFRawStream,
  PDFString,
} from "pdf-lib";
import type { PrintedFigure, Proof } from "@/lib/reports/proof";
import { err, ok, type Result } from "@/lib/result";
import { FIGURES_ENTRY, PROOF_ENTRIES, PROVEN_KINDS, type ProvenKind } from "./proof-entries";

/** What a report file says of itself, and what is drawn on its pages. */
export interface CarriedProof extends Proof {
  readonly kind: ProvenKind;
  readonly year: number;
  /** The day the paper is of; empty where its words do not depend on one. */
  readonly day: string;
  /** The content streams of each page, in order: the first that was drawn, then what was added since. */
  readonly pages: readonly (readonly string[])[];
}

/** What every file we write names as its producer, filled official forms too. */
const PRODUCER = "Lotwise";

/** Why a file cannot be verified. `paper`: the title of a paper of ours that carries no figures; null for somebody else's. */
export type ProofRefusal =
  | { readonly code: "not-a-pdf" }
  | { readonly code: "no-proof"; readonly paper: string | null };

/** Reads the proof out of a report, also after name and number were stamped on it. Never throws for a broken file. */
export async function readProof(bytes: Uint8Array): Promise<Result<CarriedProof, ProofRefusal>> {
  let file: PDFDocument;
  try {
    file = await PDFDocument.load(bytes, { updateMetadata: false });
  } catch {
    return err({ code: "not-a-pdf" });
  }
  const info = file.context.lookup(file.context.trailerInfo.Info);
  const stream = file.catalog.lookup(PDFName.of(FIGURES_ENTRY));
  const figures = stream instanceof PDFRawStream ? figuresIn(textOf(stream)) : null;
  const said = (entry: string): string => {
    const value = info instanceof PDFDict ? info.lookup(PDFName.of(entry)) : undefined;
    return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : "";
  };
  if (figures === null) {
    const isOurs = said("Producer") === PRODUCER && said("Title") !== "";
    return err({ code: "no-proof", paper: isOurs ? said("Title") : null });
  }
  return ok({
    kind: PROVEN_KINDS.find((kind) => kind === said(PROOF_ENTRIES.kind)) ?? "year-end",
    day: said(PROOF_ENTRIES.day),
    year: Number(said(PROOF_ENTRIES.year)),
    engineVersion: said(PROOF_ENTRIES.engine),
    inputHash: said(PROOF_ENTRIES.inputs),
    auditHead: said(PROOF_ENTRIES.head),
    root: said(PROOF_ENTRIES.root),
    count: figures.length,
    figures,
    pages: file.getPages().map(contentsOf),
  });
}

function textOf(stream: PDFRawStream): string {
  return Buffer.from(decodePDFRawStream(stream).decode()).toString("utf8");
}

function figuresIn(text: string): readonly PrintedFigure[] | null {
  try {
    const data: unknown = JSON.parse(text);
    return Array.isArray(data) && data.every(isFigure) ? data : null;
  } catch {
    return null;
  }
}

const isFigure = (one: unknown): one is PrintedFigure =>
  Array.isArray(one) && one.length === 2 && one.every((text) => typeof text === "string");

/** Operators of a page; those that only save and restore the state are left out. */
function contentsOf({ node, doc }: PDFPage): readonly string[] {
  const contents = node.Contents();
  const streams =
    contents instanceof PDFArray
      ? contents.asArray().map((one) => doc.context.lookup(one))
      : [contents];
  return streams
    .flatMap((one) => (one instanceof PDFRawStream ? [textOf(one)] : []))
    .filter((text) => !/^\s*[qQ]\s*$/.test(text));
}
