import { isTimeZone } from "@/lib/time/instant";
import { amountOf, columnOf, isTwoSided, type MappingDraft, unitRolesOf } from "./draft";
import type { TableSample } from "./sample";
import { columnNames } from "./template";
import type { Role } from "./words";

/** One thing that is still to be said, by the part of the screen that says it. */
export interface OpenPoint {
  readonly about:
    | "columns"
    | "form"
    | "zone"
    | "numbers"
    | "direction"
    | "fee"
    | "units"
    | "kinds"
    | "name"
    | "account";
  /** One sentence for people. */
  readonly reason: string;
}

/** One reading of the dates. */
export interface FormChoice {
  readonly form: string;
  readonly needsZone: boolean;
}

type Point = readonly [isOpen: boolean, about: OpenPoint["about"], reason: string];

/** Everything that must be said before a template stands, in the order of the screen. */
export function openPoints(
  draft: MappingDraft,
  sample: TableSample,
  forms: readonly FormChoice[],
): readonly OpenPoint[] {
  const points: readonly Point[] = [
    ...columnPoints(draft, sample),
    [
      draft.form === null && columnOf(draft, "date") !== null,
      "form",
      forms.length === 0
        ? "The column of dates holds something that is no date."
        : "Say how its dates are written.",
    ],
    [
      draft.form !== null && (draft.zone === null || !isTimeZone(draft.zone)),
      "zone",
      "Say which time zone its times are in.",
    ],
    [draft.numbers === null, "numbers", "Say how its numbers are written."],
    ...unitRolesOf(draft).map((role): Point => {
      const column = columnNames(sample.header)[columnOf(draft, role) ?? 0] ?? "";
      return [amountOf(draft, role) === null, "units", `Say what “${column}” is an amount of.`];
    }),
    [
      columnOf(draft, "amount") !== null && !isTwoSided(draft) && draft.direction === null,
      "direction",
      "Nothing says which way an amount went: choose the column of kinds.",
    ],
    [
      columnOf(draft, "fee") !== null && draft.fee === null,
      "fee",
      "Say whether the fee is inside the amounts or on top of them.",
    ],
    ...draft.kinds.map(
      ({ word, means }): Point => [
        means === null,
        "kinds",
        word === "" ? "Say what a row without a kind is." : `Say what “${word}” means.`,
      ],
    ),
    [draft.name.trim() === "", "name", "Give this layout a name."],
    [draft.account.trim() === "", "account", "Say which account its rows belong to."],
  ];
  return points.flatMap(([isOpen, about, reason]) => (isOpen ? [{ about, reason }] : []));
}

function columnPoints(draft: MappingDraft, { words }: TableSample): readonly Point[] {
  const has = (role: Role) => columnOf(draft, role) !== null;
  const given = draft.roles.filter((role) => role !== null);
  const kind = columnOf(draft, "kind");
  return [
    [
      new Set(given).size < given.length,
      "columns",
      "Two columns are said to be the same thing: each can be said once.",
    ],
    [!has("date"), "columns", "Say which column holds the date."],
    [
      !(has("amount") || has("sent") || has("received")),
      "columns",
      "Say which column holds the amount, or which two hold what was sent and what was received.",
    ],
    [
      has("sent") !== has("received"),
      "columns",
      "Amounts sent and received stand in two columns: say both, or call the one column “Amount”.",
    ],
    [
      has("amount") && (has("sent") || has("received")),
      "columns",
      "There is one amount, or there are amounts sent and received: not both.",
    ],
    [
      kind !== null && words[kind] === null,
      "columns",
      "The column of kinds holds more than 80 different words: it is not a column of kinds.",
    ],
  ];
}
