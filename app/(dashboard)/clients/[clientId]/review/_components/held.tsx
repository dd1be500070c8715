import Link from "next/link";

/** The years that are not final because of blocking issues. */
export function Held({ years, root }: { years: readonly number[]; root: string }) {
  if (years.length === 0) {
    return null;
  }
  return (
    <p className="mb-4">
      Not final until the blocking items are settled:{" "}
      {years.map((year, index) => (
        <span key={year}>
          {index > 0 && ", "}
          <Link href={`${root}/years/${year}`} className="text-accent underline">
            {year}
          </Link>
        </span>
      ))}
      .
    </p>
  );
}
