import { AuthorityChip } from "@/app/_ui/authority-chip";
import { type CitationId, citations } from "@/app/_ui/citations";

const labels = Object.entries(citations).map(([id, { label }]) => ({ id, label }));

const isCitation = (id: string): id is CitationId => Object.hasOwn(citations, id);

/** The authorities a text names as chips where we have read them, and the text itself. */
export function Authorities({ text }: { text: string }) {
  const named = labels.filter(({ label }) => text.includes(label)).map(({ id }) => id);
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {named.filter(isCitation).map((id) => (
        <AuthorityChip key={id} id={id} />
      ))}
      <span className="text-muted text-xs">{text}</span>
    </span>
  );
}
