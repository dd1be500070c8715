/** What of an event its words are made from. */
export type Detail = Readonly<Record<string, string | number | null>>;

/** The parts of the work an event belongs to, in the order in which they are offered. */
export const DEED_GROUPS = {
  files: "Files and imports",
  transactions: "Transactions",
  transfers: "Transfers",
  lots: "Lots and tickets",
  settings: "Settings",
  review: "Review",
  forms: "Broker forms",
  years: "Filed years",
  season: "Harvest season",
  papers: "Reports and downloads",
  people: "People and access",
} as const;

/** One part of the work. */
export type DeedGroup = keyof typeof DEED_GROUPS;

/** How one kind of event is told. */
export interface DeedWords {
  readonly group: DeedGroup;
  /** A sentence without its subject: "Imported a file: 312 rows accepted." */
  readonly say: (detail: Detail) => string;
  /** Its subject is a person: `say` finds the name as `person` in the detail. */
  readonly isOfPerson?: true;
  /** Where its subject is seen, below the client's address; nothing where there is none. */
  readonly place?: (subject: string, detail: Detail) => string;
}

/** Words that are the same for any detail. */
export const plain = (group: DeedGroup, words: string, place?: DeedWords["place"]): DeedWords => ({
  group,
  say: () => words,
  ...(place === undefined ? {} : { place }),
});

/** One value of a detail as text; empty where there is none. */
export const textOf = (detail: Detail, name: string): string => String(detail[name] ?? "");
