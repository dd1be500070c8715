import Link from "next/link";

/** Kinds of transactions with what each means for tax; each is a link to its form. */
export function KindChooser({
  lead,
  kinds,
}: {
  lead: string;
  kinds: readonly { kind: string; label: string; meaning: string; href: string }[];
}) {
  return (
    <div>
      <p className="mb-3 text-muted">{lead}</p>
      <ul className="border-line border-t">
        {kinds.map((one) => (
          <li key={one.kind} className="border-line border-b">
            <Link href={one.href} scroll={false} className="block px-1 py-2 hover:bg-sunken">
              <span className="font-medium">{one.label}</span>
              <span className="block text-muted text-sm">{one.meaning}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
