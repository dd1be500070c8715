import type { Transaction, TransactionId } from "@/lib/tax/transaction";
import { addDays, type CalendarDate, calendarDate } from "@/lib/time/calendar-date";
import { dateIn } from "@/lib/time/instant";
import { retoldKind } from "./retold";
import { differ } from "./same";
import type { YearInputs } from "./year-inputs";

/** What brought a change about. */
export type CauseKind =
  | "by-hand" // the person filed other figures than were computed
  | "engine" // another version of the engine
  | "import"
  | "withdrawn" // rows of a file that no longer count
  | "entered" // by hand
  | "removed" // an entry by hand that no longer counts
  | "corrected" // a row that replaces another
  | "assets" // the same row, its sign read as another asset
  | "prices" // the same row, the dollars no source told by another price
  | "retold" // the same row, something else of it
  | "other"
  | "later" // facts dated after the year
  | "settings"
  | "asset-facts" // what is said of assets: securities, collectibles, identical ones
  | "lots" // lots named for sales
  | "forms" // brokers' forms and stated adjustments
  | "profile";

/** One cause: its kind and, for files, which file. */
export interface Cause {
  readonly key: string;
  readonly kind: CauseKind;
  /** The file; empty where there is none. */
  readonly file: string;
  /** Facts it added, took away or changed. */
  readonly facts: number;
}

/** The inputs after one cause more. */
export interface Stage {
  readonly cause: Cause;
  readonly inputs: YearInputs;
}

/** Groups of facts that get a stage of their own; more than this go together. */
const MOST_GROUPS = 12;

/** Days after a year's end in which a purchase still reaches its losses (IRC 1091). */
const WASH_DAYS = 30;

/** How one fact came to be otherwise. */
interface Delta {
  readonly before: Transaction | null;
  readonly after: Transaction | null;
}

/**
 * The way from what a year was filed on to what the books say now, in steps: first the engine (the old facts, computed today), then group by
 * group the facts, in the order import, taken back, by hand, corrected, read as other assets, other prices, retold, then those dated after the
 * year, then what is chosen: settings, facts of assets, lots, brokers' forms, the profiles. Every stage has all that the stages before it have; the last has the present inputs. `replaced`: which present fact replaced an
 * old one. A step that changes nothing is left out, the engine's is always there.
 */
export function stagesOf(
  year: number,
  frozen: YearInputs,
  current: YearInputs,
  replaced: ReadonlyMap<TransactionId, TransactionId> = new Map(),
): readonly Stage[] {
  const stages: Stage[] = [
    { cause: { key: "engine", kind: "engine", file: "", facts: 0 }, inputs: at(frozen, current) },
  ];
  const present = new Map(frozen.transactions.map((told) => [told.id, told]));
  const groups = grouped(year, deltasOf(frozen, current, replaced), current.settings.timeZone);
  for (const { cause, deltas } of groups) {
    for (const { before, after } of deltas) {
      if (before !== null) {
        present.delete(before.id);
      }
      if (after !== null) {
        present.set(after.id, after);
      }
    }
    stages.push({
      cause,
      inputs: { ...at(frozen, current), transactions: [...present.values()] },
    });
  }
  return [
    ...stages,
    ...chosenStages({ ...at(frozen, current), transactions: current.transactions }, current),
  ];
}

/** What a person chooses, one thing after the other. */
function chosenStages(facts: YearInputs, current: YearInputs): readonly Stage[] {
  const { assets, identifications } = facts.settings;
  const { brokerReports, brokerLines, adjustments, ...filledIn } = current.forms;
  const told = {
    brokerReports: facts.forms.brokerReports ?? [],
    brokerLines: facts.forms.brokerLines ?? [],
    adjustments: facts.forms.adjustments ?? [],
  };
  const chosen = {
    ...facts,
    settings: { ...current.settings, assets, identifications },
    forms: { ...filledIn, ...told },
  };
  const ofAssets = { ...chosen, settings: { ...current.settings, identifications } };
  const ofLots = { ...chosen, settings: current.settings };
  const ofForms = { ...ofLots, forms: current.forms };
  const steps: readonly (readonly [ChosenKind, YearInputs])[] = [
    ["settings", chosen],
    ["asset-facts", ofAssets],
    ["lots", ofLots],
    ["forms", ofForms],
    ["profile", current],
  ];
  let before: YearInputs = { ...facts, forms: { ...facts.forms, ...told } };
  return steps.flatMap(([kind, inputs]): readonly Stage[] => {
    const isOther = differ(
      [before.settings, plainForms(before.forms), before.profiles],
      [inputs.settings, plainForms(inputs.forms), inputs.profiles],
    );
    before = inputs;
    return isOther ? [{ cause: plainCause(kind), inputs }] : [];
  });
}

type ChosenKind = "settings" | "asset-facts" | "lots" | "forms" | "profile";

/** Nothing told is the same as a list of nothing. */
const plainForms = (forms: YearInputs["forms"]): YearInputs["forms"] => ({
  ...forms,
  brokerReports: forms.brokerReports ?? [],
  brokerLines: forms.brokerLines ?? [],
  adjustments: forms.adjustments ?? [],
});

const plainCause = (kind: ChosenKind): Cause => ({
  key: kind,
  kind,
  file: "",
  facts: 0,
});

/** Looked at on the present day: facts of the past are the same on every later day. */
const at = (frozen: YearInputs, current: YearInputs): YearInputs => ({
  ...frozen,
  asOf: current.asOf,
});

function deltasOf(
  frozen: YearInputs,
  current: YearInputs,
  replaced: ReadonlyMap<TransactionId, TransactionId>,
): readonly Delta[] {
  const old = new Set(frozen.transactions.map(({ id }) => id));
  const now = new Map(current.transactions.map((told) => [told.id, told]));
  const taken = new Set<TransactionId>();
  const partnerOf = (before: Transaction): Transaction | null => {
    const successor = replaced.get(before.id);
    const found =
      now.get(before.id) ??
      (successor === undefined || old.has(successor) ? undefined : now.get(successor));
    return found === undefined || taken.has(found.id) ? null : found;
  };
  const deltas = frozen.transactions.flatMap((before): readonly Delta[] => {
    const after = partnerOf(before);
    if (after !== null) {
      taken.add(after.id);
    }
    return after !== null && !differ(before, after) ? [] : [{ before, after }];
  });
  const added = current.transactions.filter(({ id }) => !taken.has(id));
  return [...deltas, ...added.map((after) => ({ before: null, after }))];
}

interface Group {
  readonly cause: Cause;
  readonly deltas: readonly Delta[];
}

function grouped(year: number, deltas: readonly Delta[], timeZone: string): readonly Group[] {
  const lastDay = addDays(calendarDate(`${year}-12-31`), WASH_DAYS);
  const dateOf = dateIn(timeZone);
  const dayOf = (told: Transaction): CalendarDate => told.date ?? dateOf(told.at);
  const isLater = ({ before, after }: Delta): boolean =>
    [before, after].every((told) => told === null || dayOf(told) > lastDay);
  const groups = new Map<string, { kind: CauseKind; file: string; deltas: Delta[] }>();
  for (const delta of deltas) {
    const kind = isLater(delta) ? "later" : kindOf(delta);
    const file = kind === "import" || kind === "withdrawn" ? fileOf(delta) : "";
    const key = file === "" ? kind : `${kind}:${file}`;
    const group = groups.get(key) ?? { kind, file, deltas: [] };
    group.deltas.push(delta);
    groups.set(key, group);
  }
  const ordered = [...groups].sort(([a, one], [b, two]) =>
    one.kind === two.kind ? (a < b ? -1 : 1) : ORDER.indexOf(one.kind) - ORDER.indexOf(two.kind),
  );
  return together(
    ordered.map(([key, group]) => ({
      cause: { key, kind: group.kind, file: group.file, facts: group.deltas.length },
      deltas: group.deltas,
    })),
  );
}

const ORDER: readonly CauseKind[] = [
  "import",
  "withdrawn",
  "entered",
  "removed",
  "corrected",
  "assets",
  "prices",
  "retold",
  "other",
  "later",
];

/** The first groups by themselves, the rest as one, facts of later years last. */
function together(groups: readonly Group[]): readonly Group[] {
  const own = groups.filter(({ cause }) => cause.kind !== "later");
  if (own.length <= MOST_GROUPS) {
    return groups;
  }
  const rest = own.slice(MOST_GROUPS - 1).flatMap(({ deltas }) => deltas);
  return [
    ...own.slice(0, MOST_GROUPS - 1),
    { cause: { key: "other", kind: "other", file: "", facts: rest.length }, deltas: rest },
    ...groups.filter(({ cause }) => cause.kind === "later"),
  ];
}

function kindOf({ before, after }: Delta): CauseKind {
  if (before !== null && after !== null) {
    return before.id === after.id ? retoldKind(before, after) : "corrected";
  }
  const isFile = (after ?? before)?.origin.from === "file";
  if (after !== null) {
    return isFile ? "import" : "entered";
  }
  return isFile ? "withdrawn" : "removed";
}

function fileOf({ before, after }: Delta): string {
  const origin = (after ?? before)?.origin;
  return origin?.from === "file" ? origin.file : "";
}
