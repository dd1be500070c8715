import { PEOPLE_WORDS } from "./people-words";
import { DEED_GROUPS, type DeedGroup, type DeedWords, type Detail, plain, textOf } from "./words";

const inLedger = (id: string) => `/ledger?tx=${id}`;
const inImports = (id: string) => `/import/${id}`;
const inTickets = (id: string) => `/harvest/tickets/${id}`;
const inData = () => "/data";
const inYear = (_: string, { year }: Detail) => `/years/${year}`;

const number = (detail: Detail, name: string): number => Number(detail[name] ?? 0);

/** "1 row", "1,312 rows". */
const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

/** "for 2025", where the event says a year. */
const ofYear = (detail: Detail, words: string): string =>
  detail["year"] === undefined ? `${words}.` : `${words} ${detail["year"]}.`;

const why = (detail: Detail): string => {
  const reason = textOf(detail, "reason");
  return reason === "" || reason === "none" ? "" : ` Reason: ${reason}`;
};

const FILES: Readonly<Record<string, DeedWords>> = {
  "import.upload": {
    group: "files",
    say: (detail) => `Uploaded a file of ${counted(number(detail, "bytes"), "byte")}.`,
    place: inImports,
  },
  "import.commit": { group: "files", say: importWords, place: inImports },
  "import.undo": {
    group: "files",
    say: (detail) =>
      `Took an import back, with ${counted(number(detail, "transactions"), "transaction")} that counted.`,
    place: inImports,
  },
  "import.cancel": plain("files", "Gave up a file before it was imported.", inImports),
  "layout.save": plain("files", "Explained a layout of files."),
  "layout.remove": plain("files", "Removed a layout of files."),
  "demo.loaded": plain("files", "Loaded the demo books."),
};

function importWords(detail: Detail): string {
  const parts = [
    `${counted(number(detail, "accepted"), "row")} accepted`,
    ...(number(detail, "known") > 0
      ? [`${number(detail, "known").toLocaleString("en-US")} already there`]
      : []),
    ...(number(detail, "linked") > 0
      ? [`${counted(number(detail, "linked"), "transfer")} linked`]
      : []),
  ];
  const what = detail["form"] === undefined ? "a file" : `a Form ${textOf(detail, "form")}`;
  return `Imported ${what}: ${parts.join(", ")}.`;
}

const BOOKS: Readonly<Record<string, DeedWords>> = {
  "transaction.add": plain("transactions", "Added a transaction by hand.", inLedger),
  "transaction.correct": plain("transactions", "Corrected a transaction.", inLedger),
  "transaction.void": {
    group: "transactions",
    say: (detail) => `Voided a transaction.${why(detail)}`,
    place: inLedger,
  },
  "transfer.link": plain("transfers", "Linked rows as one transfer.", inLedger),
  "transfer.unlink": plain("transfers", "Separated a transfer again."),
  "transfer.deny": {
    group: "transfers",
    say: (detail) => `Said that a row is no transfer.${why(detail)}`,
    place: inLedger,
  },
  "transfer.allow": plain("transfers", "Let a row be a transfer again.", inLedger),
  "lots.identify": {
    group: "lots",
    say: (detail) => `Named ${counted(number(detail, "lots"), "lot")} for a sale.`,
    place: inLedger,
  },
  "lots.unidentify": plain("lots", "Took the lots named for a sale back.", inLedger),
  "ticket.write": {
    group: "lots",
    say: (detail) => `Wrote a ticket that names ${counted(number(detail, "lots"), "lot")}.`,
    place: inTickets,
  },
  "ticket.told": plain("lots", "Noted that the broker was told of a ticket.", inTickets),
  "ticket.withdrawn": plain("lots", "Withdrew a ticket.", inTickets),
  "ticket.print": plain("papers", "Downloaded a ticket.", inTickets),
};

const SETTINGS: Readonly<Record<string, DeedWords>> = {
  "settings.change": plain("settings", "Changed settings that hold for all years."),
  "standing-order.add": plain("settings", "Recorded a standing order for choosing lots."),
  "account.rename": plain("settings", "Renamed an account."),
  "account.facts": plain("settings", "Said who holds an account, and whose return it is on."),
  "account.costs": plain("settings", "Said what an account charges for orders."),
  "asset.facts": plain("settings", "Said what an asset is for tax."),
  "asset.choice": plain("settings", "Said which asset a sign means."),
  "profile.save": {
    group: "settings",
    say: (detail) => ofYear(detail, "Saved the tax profile of"),
    place: inYear,
  },
  "allocation.import": {
    group: "settings",
    say: (detail) =>
      `Imported an allocation of ${counted(number(detail, "placements"), "lot")} as of January 1, 2025.`,
  },
  "allocation.take-back": plain("settings", "Took the allocation as of January 1, 2025 back."),
  "quotes.add": {
    group: "settings",
    say: (detail) => `Added ${counted(number(detail, "quotes"), "price")}.`,
  },
  "prices.fetch": {
    group: "settings",
    say: (detail) =>
      `Fetched past prices: ${number(detail, "found").toLocaleString("en-US")} found, ${number(detail, "missing").toLocaleString("en-US")} missing.`,
  },
  "demo.settings": plain("settings", "Set the demo books up."),
};

const REVIEW: Readonly<Record<string, DeedWords>> = {
  "review.dismiss": plain("review", "Put an item of the review aside."),
  "review.reopen": plain("review", "Took an item of the review up again."),
  "quarantine.decide": {
    group: "review",
    say: (detail) => `Decided ${counted(number(detail, "rows"), "row")} in quarantine.`,
  },
  "quarantine.reopen": {
    group: "review",
    say: (detail) => `Put ${counted(number(detail, "rows"), "row")} back in quarantine.`,
  },
};

const FORMS: Readonly<Record<string, DeedWords>> = {
  "broker-report.record": plain("forms", "Recorded what a broker reported of a sale."),
  "broker-report.withdraw": plain("forms", "Took a broker’s line back."),
  "adjustment.state": plain("forms", "Stated an adjustment of a sale."),
  "adjustment.withdraw": plain("forms", "Took an adjustment of a sale back."),
  "form.enter-row": plain("forms", "Typed in a line of a broker’s form."),
  "form.withdraw-row": plain("forms", "Took a typed line of a broker’s form back."),
  "form.decide": {
    group: "forms",
    say: (detail) =>
      number(detail, "differences") > 1
        ? ofYear(
            detail,
            `Decided ${counted(number(detail, "differences"), "difference")} alike with a broker’s form of`,
          )
        : ofYear(detail, "Decided a difference with a broker’s form of"),
  },
  "form.undecide": {
    group: "forms",
    say: (detail) => ofYear(detail, "Took back a decision on a broker’s form of"),
  },
  "form.match": plain("forms", "Said which sale a broker’s line tells of."),
  "form.unmatch": plain("forms", "Took back which sale a broker’s line tells of."),
  "form.letter": plain("papers", "Downloaded a letter to a broker."),
};

const YEARS: Readonly<Record<string, DeedWords>> = {
  "year.file": {
    group: "years",
    say: (detail) => ofYear(detail, "Marked the year as filed:"),
    place: inYear,
  },
  "year.reopen": {
    group: "years",
    say: (detail) => ofYear(detail, "Opened again the filed year"),
    place: inYear,
  },
  "year.edit-filed": {
    group: "years",
    say: (detail) => ofYear(detail, "Changed what was filed for"),
    place: inYear,
  },
  "year.payment": {
    group: "years",
    say: (detail) => ofYear(detail, "Changed the payments of"),
    place: inYear,
  },
  "year.original-figures": {
    group: "years",
    say: (detail) => ofYear(detail, "Saved the figures of the original return of"),
    place: inYear,
  },
};

const SEASON: Readonly<Record<string, DeedWords>> = {
  "checklist.tick": plain("season", "Ticked a step of the checklist."),
  "checklist.untick": plain("season", "Unticked a step of the checklist."),
  "harvest.mark": {
    group: "season",
    say: (detail) =>
      textOf(detail, "reason") === "none"
        ? "Took the mark of a position away."
        : "Marked a position that cannot be sold.",
  },
  "loss.tell": plain("season", "Told of a loss without a sale.", (id) => `/harvest/losses/${id}`),
  "loss.withdraw": plain("season", "Withdrew a loss without a sale."),
  "loss.evidence": plain("season", "Kept evidence of a loss.", (id) => `/harvest/losses/${id}`),
  "loss.print": plain("papers", "Downloaded the evidence of a loss."),
  "plan.save": {
    group: "season",
    say: (detail) => `Saved version ${number(detail, "version")} of a plan.`,
  },
  "plan.comment": plain("season", "Commented on a plan."),
  "plan.print": plain("papers", "Downloaded a plan."),
  "season.rebuy-days": {
    group: "season",
    say: (detail) => `Set the days to watch for rebuys to ${number(detail, "days")}.`,
  },
};

const PAPERS: Readonly<Record<string, DeedWords>> = {
  "report.make": {
    group: "papers",
    say: (detail) => `Made a report of ${counted(number(detail, "files"), "file")}.`,
  },
  "report.sign": {
    group: "papers",
    say: (detail) => ofYear(detail, "Signed off a version of the papers of"),
    // Where the version stands, with what was said of it since: the page of a sign-off is gone once it is taken back.
    place: () => "/reports",
  },
  "report.unsign": {
    group: "papers",
    say: (detail) => ofYear(detail, "Took back a sign-off of the papers of"),
  },
  "report.download": plain("papers", "Downloaded a report."),
  "filing.download": {
    group: "papers",
    say: (detail) => ofYear(detail, "Downloaded a paper of the filed year"),
  },
  "lot-record.print": plain("papers", "Downloaded the record of lots."),
  "board.move": {
    group: "years",
    say: (detail) =>
      `Moved ${textOf(detail, "year")} to "${textOf(detail, "stage")}" on the board.`,
  },
  "board.follow-data": {
    group: "years",
    say: (detail) => ofYear(detail, "Took back what was said on the board of"),
  },
  "board.due": {
    group: "years",
    say: (detail) =>
      detail["due"] === null
        ? ofYear(detail, "Took back the due date of")
        : `Set the due date of ${textOf(detail, "year")} to ${textOf(detail, "due")}.`,
  },
  "history.export": plain("papers", "Exported this history."),
  "export.ask": plain("papers", "Asked for an export of everything.", inData),
  "export.make": {
    group: "papers",
    say: (detail) =>
      `Made an export of everything: ${counted(number(detail, "files"), "file")}, ${counted(number(detail, "bytes"), "byte")}.`,
    place: inData,
  },
  "export.download": plain("papers", "Downloaded an export of everything.", inData),
};

/** How every deed is told, by its code. A test holds this list against the deeds that services note. */
export const DEED_WORDS: Readonly<Record<string, DeedWords>> = {
  ...FILES,
  ...BOOKS,
  ...SETTINGS,
  ...REVIEW,
  ...FORMS,
  ...YEARS,
  ...SEASON,
  ...PAPERS,
  ...PEOPLE_WORDS,
};

/** The codes of one part of the work. */
export const deedsOf = (group: DeedGroup): readonly string[] =>
  Object.entries(DEED_WORDS).flatMap(([deed, words]) => (words.group === group ? [deed] : []));

/** The parts of the work that have any deed, in their order. */
export const offeredGroups = (): readonly { readonly group: string; readonly label: string }[] => {
  const told = new Set<string>(Object.values(DEED_WORDS).map(({ group }) => group));
  return Object.entries(DEED_GROUPS).flatMap(([group, label]) =>
    told.has(group) ? [{ group, label }] : [],
  );
};
