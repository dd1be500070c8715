import type { ReactNode } from "react";
import { Callout } from "@/app/_ui/callout";
import { Money } from "@/app/_ui/money";
import type { NoSheets } from "@/lib/services/season/plan-sheets";
import { Asked } from "../../_components/asked-text";

/** Why the figures of a version open no worksheets, and what can be had instead; nothing where they do. */
export function NoSheetsNote({
  version,
  why,
  againHref,
  children,
}: {
  version: number;
  why: NoSheets | null;
  /** A page with the same sales and inputs as today's engine computes them. */
  againHref: string;
  /** How a version with worksheets is made. */
  children?: ReactNode;
}) {
  if (why === null) {
    return null;
  }
  return (
    <Callout title={`The figures of version ${version} open no worksheets`} className="mt-4">
      {why.code === "not-kept" ? (
        <p>What they were computed from was not kept with it, so that year cannot be run again.</p>
      ) : (
        <p>
          From the same sales and inputs today's engine, {why.engine}, comes to a tax of{" "}
          <Money amount={why.taxWithout} /> without and <Money amount={why.taxWith} /> with them, a
          saving of <Asked amount={why.saving} href={againHref} />. What was saved stands as it was.
        </p>
      )}
      {children !== undefined && <p className="mt-2">{children}</p>}
    </Callout>
  );
}
