import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Fact } from "./model";
import { EMPTY_SECTION, type Paper, type PaperSection } from "./paper";
import {
  headFact,
  merkleRoot,
  type PrintedFigure,
  type ProofSummary,
  statementFigures,
  tableFigures,
} from "./proof";

/** What a paper of a filed year is proven with besides its figures. */
export interface PaperFacts
  extends Pick<ProofSummary, "engineVersion" | "inputHash" | "auditHead"> {
  readonly kind: "changes" | "form-1040x";
  readonly year: number;
  /** The day it is of: refund windows are told as of it. */
  readonly day: CalendarDate;
}

/** The paper with the proof of what it prints; nothing else of it changes. */
export function provenPaper(paper: Paper, { year, ...facts }: PaperFacts): Paper {
  const figures = paperFigures(paper, year);
  const proof = { ...facts, year: String(year), root: merkleRoot(figures), count: figures.length };
  return { ...paper, proof: { ...proof, figures } };
}

/** Every figure and every word a paper says of its own year, in the order it prints them. */
function paperFigures(paper: Paper, year: number): readonly PrintedFigure[] {
  return [
    [`${year}/opening`, paper.opening],
    ...paper.sections.flatMap((section) => sectionFigures(`${year}/${section.heading}`, section)),
    ...(paper.statement === undefined ? [] : statementFigures(String(year), paper.statement)),
  ];
}

function sectionFigures(where: string, section: PaperSection): readonly PrintedFigure[] {
  const numbered = (what: string, texts: readonly string[]): readonly PrintedFigure[] =>
    texts.map((text, index) => [`${where}/${what} ${index + 1}`, text]);
  return [
    ...numbered("paragraph", section.paragraphs),
    ...numbered("fact", section.facts.map(factText)),
    ...numbered("line of text", section.quoted),
    ...section.tables.flatMap((table, index) =>
      tableFigures(`${where}/${table.heading || `table ${index + 1}`}`, table),
    ),
    ...section.lines.flatMap(({ lines }) =>
      lines.map(({ line, label, amount }): PrintedFigure => [`${where}/${line} ${label}`, amount]),
    ),
  ];
}

const factText = ({ label, value, note }: Fact): string => [label, value, note].join(" | ");

/** A paper of a filed year as it is drawn: with what its figures stand on behind it, and their root in the footer. Others as they are. */
export function drawnPaper(paper: Paper): Paper {
  const { proof } = paper;
  return proof === undefined || proof.kind === "audit-pack"
    ? paper
    : {
        ...paper,
        edition: `${paper.edition}, figures ${proof.root.slice(0, 12)}`,
        sections: [...paper.sections, standsOn(proof)],
      };
}

function standsOn({
  engineVersion,
  inputHash,
  auditHead,
  root,
  count,
}: ProofSummary): PaperSection {
  return {
    ...EMPTY_SECTION,
    heading: "What these figures stand on",
    facts: [
      { label: "Engine", value: engineVersion, note: "" },
      {
        label: "Records, settings and returns as filed",
        value: inputHash,
        note: "SHA-256",
      },
      ...headFact(auditHead),
      {
        label: "Root of printed figures",
        value: root,
        note: `Merkle tree over ${count.toLocaleString("en-US")} printed figures (RFC 6962), SHA-256. lotwise verify confirms it with the export of the books of this year.`,
      },
    ],
  };
}
