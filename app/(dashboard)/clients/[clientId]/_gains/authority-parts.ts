import { type CitationId, citations } from "@/app/_ui/citations";

/** A piece of an authority's text: a citation we have read, with its paragraph where one is named, or words as they stand. */
export type AuthorityPart =
  | { readonly key: string; readonly citation: CitationId; readonly paragraph: string }
  | { readonly key: string; readonly words: string };

const isCitation = (id: string): id is CitationId => Object.hasOwn(citations, id);

// The longest first: "Schedule D" must not be found inside a longer label.
const labels = Object.entries(citations)
  .flatMap(([id, { label }]) => (isCitation(id) ? [{ id, label }] : []))
  .sort((a, b) => b.label.length - a.label.length);

/**
 * An authority's text, cut so that nothing is said twice: "IRC 1001, 267; Notice 2025-7" becomes the citations of IRC 1001
 * and IRC 267 and the words "Notice 2025-7". A paragraph of a citation ("(3)(ii)") goes with it; what else follows ("line 2") stays
 * as words.
 */
export function authorityParts(text: string): readonly AuthorityPart[] {
  const parts = text
    .split(";")
    .flatMap((authority) => sectionsOf(authority.trim()))
    .flatMap(cut);
  const seen = new Set<string>();
  return parts.flatMap((part, index) => {
    const name =
      "citation" in part ? `${part.citation}${part.paragraph}` : `${index} ${part.words}`;
    if (seen.has(name)) {
      return [];
    }
    seen.add(name);
    return [{ ...part, key: name }];
  });
}

type Cut =
  | { readonly citation: CitationId; readonly paragraph: string }
  | { readonly words: string };

/** "IRC 1(h), 1(j)" names two sections: "IRC 1(h)" and "IRC 1(j)". */
function sectionsOf(authority: string): readonly string[] {
  return /^IRC \d[^,]*(?:, \d[\w()]*)+$/.test(authority)
    ? authority.split(", ").map((section, index) => (index === 0 ? section : `IRC ${section}`))
    : [authority];
}

function cut(authority: string): readonly Cut[] {
  const found = labels.find(({ label }) => indexOfWhole(authority, label) >= 0);
  if (found === undefined) {
    return worded(authority);
  }
  const at = indexOfWhole(authority, found.label);
  const rest = authority.slice(at + found.label.length);
  const [paragraph = ""] = PARAGRAPH.exec(rest) ?? [];
  return [
    ...worded(authority.slice(0, at)),
    { citation: found.id, paragraph },
    ...cut(rest.slice(paragraph.length)),
  ];
}

/** "(3)", "(3)(ii)", "(2)-(3)", right behind a label. */
const PARAGRAPH = /^(?:\(\w+\))+(?:-(?:\(\w+\))+)?/;

/** Where a label stands as a whole: "IRC 1001" is not in "IRC 10011". */
function indexOfWhole(text: string, label: string): number {
  const at = text.indexOf(label);
  return at >= 0 && /^[\w-]/.test(text.slice(at + label.length)) ? -1 : at;
}

function worded(text: string): readonly Cut[] {
  const words = text.replace(/^[\s,]+|[\s,]+$/g, "");
  return words === "" ? [] : [{ words }];
}
