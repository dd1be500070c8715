import { isUuid } from "@/db/ids";
import { listAccounts } from "@/db/queries/accounts";
import { type AuditEvent, listDetailsBefore } from "@/db/queries/audit-events";
import { listEntriesById } from "@/db/queries/entries-by-id";
import { listProfileVersions } from "@/db/queries/year-profiles";
import type { ClientTx } from "@/db/tenant";
import { formatUsd } from "@/lib/money/format";
import type { YearProfile } from "@/lib/tax/settings";
import { transactionId } from "@/lib/tax/transaction";
import { type EntryView, entryViewer, type LegView } from "../entry-view";
import { costChanges, filingChanges, type Lines } from "./more-changes";
import { settingText, settingWords } from "./setting-words";

/** One thing an event changed: its name, and what it was before and after. Null before: it was not said yet. */
export interface ChangeView {
  readonly term: string;
  readonly before: string | null;
  readonly after: string;
}

/** What the events changed, by number: from the facts, of which none is ever overwritten. Events that only add something have no entry. */
export async function changesOf(
  tx: ClientTx,
  events: readonly AuditEvent[],
  timeZone: string,
): Promise<ReadonlyMap<number, readonly ChangeView[]>> {
  const changes = [
    ...(await settingChanges(tx, events)),
    ...renames(events),
    ...(await profileChanges(tx, events)),
    ...(await corrections(tx, events, timeZone)),
    ...[...(await costChanges(tx, events)), ...(await filingChanges(tx, events))].map(
      ([seq, before, after]) => [seq, differences(before, after)] as const,
    ),
  ];
  return new Map(changes.filter(([, lines]) => lines.length > 0));
}

type Changes = readonly (readonly [number, readonly ChangeView[]])[];

/** Deeds whose detail is the whole state after them: what it was before stands in the event before. */
const STATES: readonly string[] = ["settings.change", "account.facts", "season.rebuy-days"];

async function settingChanges(tx: ClientTx, events: readonly AuditEvent[]): Promise<Changes> {
  const states = events.filter(({ deed }) => STATES.includes(deed));
  const earlier = await listDetailsBefore(
    tx,
    states.map(({ seq }) => seq),
  );
  return states.map(({ seq, detail }) => {
    const before = earlier.get(seq);
    const names = Object.keys(detail).filter((name) => before?.[name] !== detail[name]);
    const lines = names.map((name) => ({
      term: settingWords(name),
      before: before === undefined ? null : settingText(name, before[name] ?? null),
      after: settingText(name, detail[name] ?? null),
    }));
    return [seq, lines] as const;
  });
}

const renames = (events: readonly AuditEvent[]): Changes =>
  events
    .filter(({ deed, detail }) => deed === "account.rename" && detail["after"] !== undefined)
    .map(({ seq, detail }) => [
      seq,
      [{ term: "Name", before: String(detail["before"]), after: String(detail["after"]) }],
    ]);

/** The amounts a profile says, in words. */
const AMOUNTS = [
  ["ordinaryIncome", "Ordinary income"],
  ["deduction", "Deduction"],
  ["qualifiedDividends", "Qualified dividends"],
  ["otherInvestmentIncome", "Other investment income"],
  ["magiAddBack", "Added back for MAGI"],
  ["otherShort", "Other short-term gains"],
  ["otherLong", "Other long-term gains"],
  ["shortCarryoverIn", "Short-term loss carried in"],
  ["longCarryoverIn", "Long-term loss carried in"],
] as const;

async function profileChanges(tx: ClientTx, events: readonly AuditEvent[]): Promise<Changes> {
  const saved = events.filter(
    ({ deed, subjectId }) => deed === "profile.save" && subjectId !== null,
  );
  if (saved.length === 0) {
    return [];
  }
  const versions = await listProfileVersions(tx);
  return saved.map(({ seq, subjectId }) => {
    const at = versions.findIndex(({ id }) => id === subjectId);
    const now = versions[at];
    const before = versions.slice(0, Math.max(at, 0)).findLast(({ year }) => year === now?.year);
    return [seq, now === undefined ? [] : differences(profileLines(before), profileLines(now))];
  });
}

function profileLines(profile: YearProfile | undefined): Lines {
  if (profile === undefined) {
    return new Map();
  }
  return new Map([
    [settingWords("filingStatus"), settingText("filingStatus", profile.filingStatus)],
    ...AMOUNTS.map(([name, term]): [string, string] => {
      const amount = profile[name];
      return [term, amount === null ? "from the year before" : formatUsd(amount)];
    }),
  ]);
}

async function corrections(
  tx: ClientTx,
  events: readonly AuditEvent[],
  timeZone: string,
): Promise<Changes> {
  const pairs = events.flatMap(({ seq, deed, subjectId, detail }) => {
    const replaces = String(detail["replaces"] ?? "");
    return deed === "transaction.correct" && subjectId !== null && isUuid(replaces)
      ? [{ seq, after: transactionId(subjectId), before: transactionId(replaces) }]
      : [];
  });
  const ids = pairs.flatMap(({ before, after }) => [before, after]);
  const entries = await listEntriesById(tx, ids);
  const names = ids.length === 0 ? [] : await listAccounts(tx);
  const viewed = entryViewer({
    accounts: new Map(names.map(({ id, name }) => [id, name])),
    timeZone,
  });
  return pairs.map(({ seq, before, after }) => {
    const [old, now] = [entries.get(before), entries.get(after)];
    const isKnown = old !== undefined && now !== undefined;
    return [seq, isKnown ? differences(entryLines(viewed(old)), entryLines(viewed(now))) : []];
  });
}

const legText = (leg: LegView | null) => (leg === null ? "none" : `${leg.quantity} ${leg.asset}`);

function entryLines(entry: EntryView): Lines {
  const { kindLabel, kindDetail, account, toAccount, fees, note } = entry;
  return new Map([
    ["Kind", kindDetail === null ? kindLabel : `${kindLabel}: ${kindDetail}`],
    ["Date", entry.date],
    ["Time", entry.time ?? "not known"],
    ["Account", account],
    ["To account", toAccount ?? "none"],
    ["Sent", legText(entry.sent)],
    ["Received", legText(entry.received)],
    ["Value", entry.value === null ? "not known" : dollars(entry.value)],
    ["Fee in dollars", entry.feeUsd === null ? "none" : dollars(entry.feeUsd)],
    ["Fees in kind", fees.length === 0 ? "none" : fees.map(legText).join(", ")],
    ["Note", note === "" ? "none" : note],
    ...entry.facts.map(({ term, value }) => [term, value] as const),
  ]);
}

/** To the cent, or all its digits where there are more: no change is hidden by rounding. */
const dollars = (text: string) => (/\.\d{3,}/.test(text) ? `$${text}` : formatUsd(text));

/** Lines that differ, in the order of the later ones. Without earlier lines all of them are new. */
function differences(before: Lines, after: Lines): ChangeView[] {
  const terms = [...new Set([...after.keys(), ...before.keys()])];
  return terms
    .filter((term) => before.get(term) !== after.get(term))
    .map((term) => ({
      term,
      before: before.size === 0 ? null : (before.get(term) ?? "none"),
      after: after.get(term) ?? "none",
    }));
}
