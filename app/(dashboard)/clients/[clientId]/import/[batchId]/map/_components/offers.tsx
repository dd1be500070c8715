import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import type { MappingView } from "@/lib/services/mapping/view-mapping";

/** Layouts told before for the same header: one is filled in, several are a choice. */
export function Offers({
  view,
  href,
}: {
  view: Pick<MappingView, "offers" | "chosen" | "isChange">;
  href: string;
}) {
  const { offers, chosen } = view;
  if (offers.length === 0 || (view.isChange && chosen === null)) {
    return null;
  }
  const others = offers.filter(({ id }) => id !== chosen?.id);
  return (
    <Callout
      title={
        chosen === null
          ? "Files with these columns were explained before"
          : `Filled in from ${chosen.from === "firm" ? "your firm’s" : "your"} layout “${chosen.name}”`
      }
      className="mb-8"
      actions={
        <>
          {others.map(({ id, name, from }) => (
            <ButtonLink key={id} size="small" href={`${href}&template=${id}`}>
              Use “{name}”{from === "firm" ? " (your firm’s)" : ""}
            </ButtonLink>
          ))}
          {chosen !== null && (
            <ButtonLink size="small" variant="quiet" href={`${href}&template=new`}>
              Say it anew
            </ButtonLink>
          )}
        </>
      }
    >
      {chosen === null
        ? "Take one of them over, or say it anew below."
        : "Look at the rows below. What you change is kept as its next version; what was imported by it stays as it is."}
      {others.length > 0 && (
        <ul className="mt-1 text-muted text-sm">
          {others.map(({ id, name, about }) => (
            <li key={id}>
              “{name}”: {about}
            </li>
          ))}
        </ul>
      )}
    </Callout>
  );
}
