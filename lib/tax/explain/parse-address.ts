import { err, ok, type Result } from "@/lib/result";
import type { Term } from "@/lib/tax/closed-lot";
import type { Form8949Box } from "@/lib/tax/year-result";
import {
  type BasisSide,
  type FigureAddress,
  type FigureRefusal,
  type FormColumn,
  figureText,
  noSuchFigure,
  type SheetName,
} from "./address";

type Groups = Readonly<Record<string, string | undefined>>;
type Build = (groups: Groups) => FigureAddress;

const YEAR = "(?<year>[12]\\d{3})";
const COUNT = "[1-9]\\d{0,6}";
const SIDE = "(?<side>/loss)?";
const FORM = "(?<form>8949|direct)/(?<box>[A-L])";

/** What a pattern found under a name; nothing where that part of it may be left out, and was. */
const textOf = (groups: Groups, name: string): string => groups[name] ?? "";
/** Digits as a count; the patterns let nothing else through. */
const countOf = (groups: Groups, name: string): number => +textOf(groups, name);
const yearOf = (groups: Groups): number => countOf(groups, "year");
const idOf = (groups: Groups, name: string): string => decodeURIComponent(textOf(groups, name));
const sideOf = (groups: Groups): BasisSide => (textOf(groups, "side") === "" ? "gain" : "loss");

const boxOf = (groups: Groups) => ({
  year: yearOf(groups),
  // The pattern lets only letters of boxes, columns and the like through.
  box: groups["box"] as Form8949Box,
  direct: groups["form"] === "direct",
});

const columnOf = ({ column = "h" }: Groups): FormColumn => column as FormColumn;

/** Every form an address can have, and what it means. The first that fits counts. */
const FORMS: readonly (readonly [pattern: string, build: Build])[] = [
  [`${YEAR}/schedule-d/to-1040`, (g) => ({ at: "capital-gain", year: yearOf(g) })],
  [
    `${YEAR}/(?<sheet>schedule-d|carryover)/(?<line>[^/]+)`,
    (g) => ({
      at: "line",
      year: yearOf(g),
      sheet: g["sheet"] as SheetName,
      line: idOf(g, "line"),
    }),
  ],
  [
    `${YEAR}/tax/(?<sheet>1040|qdcg|schedule-d-tax|28|8960)/(?<line>[^/]+)`,
    (g) => ({ at: "line", year: yearOf(g), sheet: g["sheet"] as SheetName, line: idOf(g, "line") }),
  ],
  [
    `${YEAR}/return/(?<line>[^/]+)`,
    (g) => ({ at: "return", year: yearOf(g), line: idOf(g, "line") }),
  ],
  [
    `${YEAR}/${FORM}(?:/(?<column>[deg]))?`,
    (g) => ({ at: "box", ...boxOf(g), column: columnOf(g) }),
  ],
  [
    `${YEAR}/${FORM}/row/(?<row>${COUNT})(?:/(?<column>[deg]))?`,
    (g) => ({ at: "row", ...boxOf(g), row: countOf(g, "row"), column: columnOf(g) }),
  ],
  [
    `${YEAR}/${FORM}/row/(?<row>${COUNT})/(?<column>[deg])/(?<part>${COUNT})`,
    (g) => ({
      at: "row-part",
      ...boxOf(g),
      row: countOf(g, "row"),
      column: g["column"] as "d" | "e" | "g",
      part: countOf(g, "part"),
    }),
  ],
  [
    `${YEAR}/(?<at>books|carried-in)/(?<term>short|long)`,
    (g) => ({
      at: g["at"] as "books" | "carried-in",
      year: yearOf(g),
      term: g["term"] as Term,
    }),
  ],
  [`${YEAR}/collectibles`, (g) => ({ at: "collectibles", year: yearOf(g) })],
  [
    `carryover/${YEAR}/(?<term>short|long)`,
    (g) => ({ at: "carryover", year: yearOf(g), term: g["term"] as Term }),
  ],
  [`income/${YEAR}`, (g) => ({ at: "income", year: yearOf(g) })],
  [`receipt/(?<n>${COUNT})`, (g) => ({ at: "receipt", receipt: countOf(g, "n") })],
  [
    `${YEAR}/(?<at>profile|rule)/(?<name>[^/]+)`,
    (g) => ({
      at: g["at"] as "profile" | "rule",
      year: yearOf(g),
      name: idOf(g, "name"),
    }),
  ],
  [
    `lot/(?<id>[^/]+)/(?<n>${COUNT})(?:/(?<of>proceeds|basis|gain-basis|loss-basis|w|l|loss))?`,
    (g) => ({
      at: "lot",
      disposal: idOf(g, "id"),
      lot: countOf(g, "n"),
      of: (g["of"] ?? "gain") as Extract<FigureAddress, { at: "lot" }>["of"],
    }),
  ],
  [
    `leg/(?<id>[^/]+)/(?<n>${COUNT})`,
    (g) => ({ at: "leg", transaction: idOf(g, "id"), leg: countOf(g, "n") }),
  ],
  [`removed/(?<n>${COUNT})`, (g) => ({ at: "removed", removed: countOf(g, "n") })],
  [`wash/(?<n>${COUNT})`, (g) => ({ at: "wash", wash: countOf(g, "n") })],
  [
    `step/(?<n>${COUNT})/(?<of>drawn|before|placed|stood|moved|opened)${SIDE}`,
    (g) => ({
      at: "step",
      step: countOf(g, "n"),
      of: g["of"] as Extract<FigureAddress, { at: "step" }>["of"],
      side: sideOf(g),
    }),
  ],
  [`step/(?<n>${COUNT})/carried`, (g) => ({ at: "carried", step: countOf(g, "n") })],
  [
    "costs/(?<id>[^/]+)/(?<of>all|given-up|received)",
    (g) => ({
      at: "costs",
      transaction: idOf(g, "id"),
      of: g["of"] as "all" | "given-up" | "received",
    }),
  ],
  [
    "told/(?<id>[^/]+)/(?<name>[a-z0-9/-]+)",
    (g) => ({ at: "told", transaction: idOf(g, "id"), name: textOf(g, "name") }),
  ],
];

const COMPILED = FORMS.map(([pattern, build]) => [new RegExp(`^${pattern}$`), build] as const);

/** The address some text names; a refusal when it names none. `parseFigure(figureText(a))` is `a`. */
export function parseFigure(text: string): Result<FigureAddress, FigureRefusal> {
  for (const [pattern, build] of COMPILED) {
    const match = pattern.exec(text);
    if (match !== null) {
      const address = built(build, { ...match.groups });
      if (address !== null && figureText(address) === text) {
        return ok(address);
      }
    }
  }
  return err(noSuchFigure(text));
}

/** Null where a percent sign does not stand for anything. */
function built(build: Build, groups: Groups): FigureAddress | null {
  try {
    return build(groups);
  } catch {
    return null;
  }
}
