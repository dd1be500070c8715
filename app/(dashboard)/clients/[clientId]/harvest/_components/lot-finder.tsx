import Form from "next/form";
import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { TextField } from "@/app/_ui/field";
import type { Query } from "../../_gains/address";
import { Kept } from "./kept";

/** Finds lots by their day or units; the address keeps what was typed, and whatever else the page has open stays. */
export function LotFinder({
  path,
  query,
  name,
  typed,
  children,
  own = [],
}: {
  path: string;
  query: Query;
  /** The field's name in the address. */
  name: string;
  /** Null: there is nothing to find yet. */
  typed: string | null;
  /** What is chosen with it, and its names in the address. */
  children?: ReactNode;
  own?: readonly string[];
}) {
  return (
    <Form
      action={path}
      scroll={false}
      prefetch={false}
      className="flex max-w-3xl flex-wrap items-end gap-3"
    >
      <Kept query={query} without={[name, "why", ...own]} />
      {children}
      {typed !== null && (
        <div className="min-w-0 grow basis-60">
          <TextField
            name={name}
            label="Find lots by day or units"
            placeholder="Feb 2024, or 0.5"
            autoComplete="off"
            maxLength={60}
            defaultValue={typed}
          />
        </div>
      )}
      <Button type="submit">{typed === null ? "Go on" : "Show"}</Button>
    </Form>
  );
}

/** How many lots fit, where not all of them are shown. */
export function FoundCount({ shown, found }: { shown: number; found: number }) {
  if (found === 0) {
    return <p className="text-muted text-sm">No lot fits. Days are written like Feb 1, 2024.</p>;
  }
  return found > shown ? (
    <p className="text-muted text-sm">
      {shown} of {found.toLocaleString("en-US")} lots, those of the highest basis per unit. Say more
      of the day or the units to see others.
    </p>
  ) : null;
}
