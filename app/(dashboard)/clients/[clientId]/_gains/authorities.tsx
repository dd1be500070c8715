import { AuthorityChip } from "@/app/_ui/authority-chip";
import { authorityParts } from "./authority-parts";

/** The authorities a text names: chips where we have read them, words where there is no chip. */
export function Authorities({ text }: { text: string }) {
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {authorityParts(text).map((part) =>
        "citation" in part ? (
          <AuthorityChip key={part.key} id={part.citation} paragraph={part.paragraph} />
        ) : (
          <span key={part.key} className="text-muted text-xs">
            {part.words}
          </span>
        ),
      )}
    </span>
  );
}
