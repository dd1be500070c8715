import { address, many, one, type Query } from "./address";

/** The parts of a page that the address has open (`?open=…`, as often as needed), and the figure it asks for (`?why=…`). */
export interface OpenParts {
  /** Their names, as a form that keeps them repeats them. */
  readonly names: readonly string[];
  isOpen(part: string): boolean;
  /** The same page with this part turned over. */
  href(part: string): string;
  /** What is asked for. */
  readonly asked: string | undefined;
  /** The same page with this figure asked for, and with none. */
  whyHref(figure: string): string;
  readonly closeHref: string;
}

/** Reads which parts are open, and makes the addresses that open and close one more, or ask for a figure. */
export function openParts(path: string, query: Query): OpenParts {
  const names = many(query, "open");
  return {
    names,
    isOpen: (part) => names.includes(part),
    href: (part) =>
      address(path, query, {
        open: names.includes(part) ? names.filter((name) => name !== part) : [...names, part],
      }),
    asked: one(query, "why"),
    whyHref: (figure) => address(path, query, { why: figure }),
    closeHref: address(path, query, { why: null }),
  };
}
