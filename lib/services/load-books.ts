import { listAccountCosts } from "@/db/queries/account-costs";
import { listAccountFacts } from "@/db/queries/account-facts";
import { listAccounts } from "@/db/queries/accounts";
import { getAllocation2025 } from "@/db/queries/allocations-2025";
import { listAssetFacts } from "@/db/queries/asset-facts";
import { listBrokerReports } from "@/db/queries/broker-reports";
import { type Client, getClient } from "@/db/queries/clients";
import { listHarvestMarks } from "@/db/queries/harvest-marks";
import { listIdentifications } from "@/db/queries/identifications";
import { listMarketPrices } from "@/db/queries/market-prices";
import { listQuotesAsOf } from "@/db/queries/quotes-as-of";
import { getSettings, listStandingOrders } from "@/db/queries/settings";
import { listStatedAdjustments } from "@/db/queries/stated-adjustments";
import { listTicketsToMatch } from "@/db/queries/tickets";
import { listYearProfiles } from "@/db/queries/year-profiles";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { type Reconciliation, reconcile } from "@/lib/reconcile/reconcile";
import { ok, type Result } from "@/lib/result";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import type { Allocation2025, AsOf, LedgerSettings, Quote, YearProfile } from "@/lib/tax/settings";
import { matchTickets } from "@/lib/tax/tickets/match-tickets";
import type { Ticket } from "@/lib/tax/tickets/ticket";
import type { AccountId, Transaction } from "@/lib/tax/transaction";
import type { MarketPrice } from "@/lib/tax/valuation/market-price";
import { openAmounts } from "@/lib/tax/valuation/open-amounts";
import { priceLookup } from "@/lib/tax/valuation/price-lookup";
import { valueTransactions } from "@/lib/tax/valuation/value-transactions";
import { ENGINE_VERSION } from "@/lib/tax/version";
import { addDays, type CalendarDate, parseCalendarDate } from "@/lib/time/calendar-date";
import { dateIn, epochOf, type Instant, instantFromEpoch, startOfDate } from "@/lib/time/instant";
import { withGroups } from "./gains/asset-groups";
import type { BookForms, Books, ComputedBooks } from "./gains/books";
import { BooksCache, type BooksKey, keyText } from "./gains/books-cache";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { listNamedTransactions } from "./named-transactions";
import { type ToldForms, toldForms } from "./reconcile/form-lines";

/** What may be asked of the books besides whose they are. */
export interface BooksOptions {
  /** A day to look back to, "2025-12-31"; anything else, and days to come, mean today. */
  readonly asOf?: string | undefined;
  /** The clock; the present moment when left out. */
  readonly now?: Instant | undefined;
  /** Longer for jobs. */
  readonly deadlineMs?: number | undefined;
  /** What the caller does about grants of some years (db/tenant.ts); without a word of it they are refused. */
  readonly ofYear?: number | undefined;
  readonly keepsYears?: boolean | undefined;
}

const cache = new BooksCache();

/**
 * A client's books computed whole, as of a day in the tax time zone: all facts that count through the engine, every year
 * by the exact rate schedules. The gate is asked every time; what is remembered is only what follows from the same client,
 * the same versions of facts and settings, the same engine and the same day, so it is never another's and never stale.
 * A look back leaves out what happened after that day. Refuses with "not-found" what the user may not see.
 */
export async function loadBooks(
  user: Asking,
  clientId: string,
  options: BooksOptions = {},
): Promise<Result<Books, GateRefusal>> {
  const now = options.now ?? instantFromEpoch(Date.now());
  const { deadlineMs, ofYear, keepsYears } = options;
  const opened = await withClient<Opened, never>(
    user,
    clientId,
    "read",
    async (tx) => {
      const client = await getClient(tx);
      const { timeZone } = (await getSettings(tx)) ?? DEFAULT_SETTINGS;
      const today = dateIn(timeZone)(now);
      const asOf = asOfDay(options.asOf, today, timeZone);
      const quotes = await listQuotesAsOf(tx, asOf.date === today ? now : asOf.at);
      const advice = {
        marks: await listHarvestMarks(tx),
        accountCosts: await listAccountCosts(tx),
      };
      const key = keyOf(client, asOf, today);
      const facts = cache.has(key) ? null : await factsOf(tx, key);
      const who = { role: tx.role, onlyYears: tx.years };
      return ok({ client, who, today, asOf, quotes, advice, key, facts });
    },
    { deadlineMs, ofYear, keepsYears },
  );
  if (!opened.ok) {
    return opened;
  }
  const { client, who, today, asOf, quotes, advice, key, facts } = opened.value;
  const computed = cache.get(key) ?? (facts === null ? null : compute(facts, key, asOf));
  if (computed === null) {
    // Forgotten between the look and now: read again.
    return loadBooks(user, clientId, { ...options, now });
  }
  cache.set(key, computed, computed.transactions.size);
  return ok({ ...computed, clientName: client.name, ...who, today, quotes, ...advice });
}

/** Forgets what was computed. For tests. */
export function forgetBooks(): void {
  cache.clear();
}

const keyOf = (client: Client, asOf: AsOf, today: CalendarDate): BooksKey => ({
  clientId: client.id,
  ledgerVersion: client.ledgerVersion,
  settingsVersion: client.settingsVersion,
  engine: ENGINE_VERSION,
  day: asOf.date,
  isLookBack: asOf.date < today,
});

/** The whole of a day counts, to its last millisecond: asked twice in one day, the books answer alike. */
export function asOfDay(wanted: string | undefined, today: CalendarDate, timeZone: string): AsOf {
  const asked = wanted === undefined ? null : parseCalendarDate(wanted);
  const date = asked === null || asked > today ? today : asked;
  const next = startOfDate(addDays(date, 1), timeZone);
  return { date, at: instantFromEpoch(epochOf(next) - 1) };
}

/** What the gate brought back. */
interface Opened {
  readonly client: Client;
  readonly who: Pick<Books, "role" | "onlyYears">;
  readonly today: CalendarDate;
  readonly asOf: AsOf;
  readonly quotes: readonly Quote[];
  /** What people say of selling: read each time, as it changes no figure. */
  readonly advice: Pick<Books, "marks" | "accountCosts">;
  readonly key: BooksKey;
  /** null: not read, somebody has computed them already. */
  readonly facts: Facts | null;
}

interface Facts {
  readonly transactions: readonly Transaction[];
  readonly prices: readonly MarketPrice[];
  readonly settings: LedgerSettings;
  readonly tickets: readonly Ticket[];
  readonly profiles: readonly YearProfile[];
  readonly accounts: ReadonlyMap<AccountId, string>;
  readonly forms: BookForms;
  readonly toldForms: ToldForms;
}

/** Facts being read now, by key: a page and its frame ask at once, and both have passed the gate for this very key. */
const reading = new Map<string, Promise<Facts>>();

async function factsOf(tx: ClientTx, key: BooksKey): Promise<Facts> {
  const name = keyText(key);
  const others = await reading.get(name)?.catch(() => null);
  if (others !== undefined && others !== null) {
    return others;
  }
  const own = readFacts(tx);
  reading.set(name, own);
  try {
    return await own;
  } finally {
    reading.delete(name);
  }
}

/**
 * The versions were read before this, in the same gate: facts that arrive in between raise the version, so what is
 * remembered under the old one is at worst newer than its name, and nobody asks for that name again.
 */
async function readFacts(tx: ClientTx): Promise<Facts> {
  const { rounding, exception1, various, ...chosen } = (await getSettings(tx)) ?? DEFAULT_SETTINGS;
  const accounts = await listAccounts(tx);
  return {
    settings: {
      ...chosen,
      standingOrders: await listStandingOrders(tx),
      identifications: await listIdentifications(tx),
      allocation2025: await allocationOf(tx),
      accounts: await listAccountFacts(tx),
      assets: withGroups(await listAssetFacts(tx)),
    },
    tickets: await listTicketsToMatch(tx),
    forms: {
      rounding,
      exception1,
      various,
      brokerReports: await listBrokerReports(tx),
      brokerLines: [],
      adjustments: await listStatedAdjustments(tx),
    },
    toldForms: await toldForms(tx),
    profiles: await listYearProfiles(tx),
    accounts: new Map(accounts.map((account) => [account.id, account.name])),
    ...(await priced(tx, await listNamedTransactions(tx))),
  };
}

/** Past prices are read only where some row lacks its dollars. */
async function priced(
  tx: ClientTx,
  transactions: readonly Transaction[],
): Promise<Pick<Facts, "transactions" | "prices">> {
  const isWhole = transactions.every((transaction) => openAmounts(transaction).length === 0);
  return { transactions, prices: isWhole ? [] : await listMarketPrices(tx) };
}

/** The allocation without its record keeping: when it was entered changes no figure. */
async function allocationOf(tx: ClientTx): Promise<Allocation2025 | null> {
  const entered = await getAllocation2025(tx);
  if (entered === null) {
    return null;
  }
  const { kind, completedAt, describedAt = null, extended = false, rows } = entered;
  return { kind, completedAt, describedAt, extended, rows };
}

function compute(facts: Facts, key: BooksKey, asOf: AsOf): ComputedBooks {
  // Only a look back leaves facts out: rows dated after today stay, so that they are flagged.
  const counted = key.isLookBack ? factsUpTo(facts, asOf.date) : facts.transactions;
  const { transactions, valued, missing } = valueTransactions(counted, priceLookup(facts.prices));
  // Tickets are met with sales anew each time: an import that comes, changes or goes needs no other step.
  const tickets = matchTickets(facts.tickets, transactions, facts.settings);
  const settings = withTickets(facts.settings, tickets.identifications);
  const ledger = computeLedger({ transactions, settings, asOf });
  const reconciliation = reconcile({
    ...facts.toldForms,
    closedLots: ledger.closedLots,
    accounts: facts.accounts,
    told: new Set(facts.forms.brokerReports.map(({ disposal }) => disposal)),
  });
  const forms = withReports(facts.forms, reconciliation);
  return {
    clientId: key.clientId,
    version: {
      ledger: key.ledgerVersion,
      settings: key.settingsVersion,
      engine: key.engine,
    },
    asOf,
    settings,
    tickets: tickets.uses,
    profiles: facts.profiles,
    transactions: new Map(transactions.map((transaction) => [transaction.id, transaction])),
    valued,
    unpriced: missing,
    accounts: facts.accounts,
    forms,
    reconciliation,
    ledger,
    years: computeYears({
      ledger,
      profiles: facts.profiles,
      asOf,
      method: "schedule",
      ...forms,
      assets: facts.settings.assets,
    }),
  };
}

/** What was entered by hand, then what brokers' lines say of the sales they were matched to, and what lines that are no sales were decided to be. */
function withReports(forms: BookForms, { reports, answers }: Reconciliation): BookForms {
  return reports.length + answers.length === 0
    ? forms
    : { ...forms, brokerReports: [...forms.brokerReports, ...reports], brokerLines: answers };
}

/** The same settings where no ticket says anything. */
function withTickets(settings: LedgerSettings, said: LedgerSettings["identifications"]) {
  return said.length === 0
    ? settings
    : { ...settings, identifications: [...settings.identifications, ...said] };
}

function factsUpTo({ transactions, settings }: Facts, day: CalendarDate): readonly Transaction[] {
  const dateOf = dateIn(settings.timeZone);
  return transactions.filter(({ date, at }) => (date ?? dateOf(at)) <= day);
}
