import type { LossEvent } from "@/db/queries/loss-events";

/** What is still missing of an event's evidence, in words; empty when nothing is. `files`: pieces that are kept with it. */
export function missingEvidence(
  { kind, answers }: Pick<LossEvent, "kind" | "answers">,
  files: number,
): readonly string[] {
  const needs = NEEDED[kind].filter(({ field }) => (answers[field] ?? "") === "");
  const words = needs.map(({ words: each }) => each);
  return files === 0 ? [...words, "a document"] : words;
}

interface Needed {
  readonly field: string;
  readonly words: string;
}

const NEEDED: Readonly<Record<LossEvent["kind"], readonly Needed[]>> = {
  sold: [
    { field: "buyer", words: "the buyer's address" },
    { field: "price", words: "the price" },
    { field: "hash", words: "the transaction's hash" },
    { field: "relation", words: "whether the buyer is related to you" },
  ],
  abandoned: [
    { field: "what", words: "what happened" },
    { field: "how", words: "how it happened" },
  ],
  stolen: [
    { field: "discovered", words: "the day it was discovered" },
    { field: "report", words: "a report to the police or IC3" },
  ],
  bankruptcy: [{ field: "case", words: "the case and its number" }],
};
