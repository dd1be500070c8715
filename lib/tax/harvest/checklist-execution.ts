import { compareQuantity, sumQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { Custody } from "@/lib/tax/custody";
import { groupBy } from "@/lib/tax/explain/group-by";
import { StandingOrders } from "@/lib/tax/identification";
import { isOpenTicket, type TicketUse } from "@/lib/tax/tickets/ticket";
import type { AccountId } from "@/lib/tax/transaction";
import { yearOf } from "@/lib/time/calendar-date";
import { dayText, shortDay } from "@/lib/time/day-text";
import { dateIn } from "@/lib/time/instant";
import { lastSafeDate, MARGIN_DAYS } from "./checklist-dates";
import { count, on } from "./checklist-input";
import { lossSales, sell } from "./checklist-sales";
import type { SeasonInput } from "./checklist-season-input";
import { listed, units } from "./checklist-words";
import type { ChecklistStep } from "./harvest";
import type { Names } from "./names";
import type { PlannedOutcome } from "./planned-sales";
import { type Rebuy, rebuysOf } from "./rebuys";
import type { PlannedSale } from "./season-facts";

type Done = ChecklistStep & { readonly isManual: false };

/** The season with its planned sales as they stand in the books; none without a plan. */
export interface PlannedInput extends SeasonInput {
  readonly outcomes: readonly PlannedOutcome[];
}

/** Are the lots of each planned sale on record before it: by a ticket or a standing order? Without a plan, is any? */
export function identifyPlanned({ books, facts, outcomes }: PlannedInput): ChecklistStep {
  const waiting = outcomes.filter(({ isDone }) => !isDone).map(({ sale }) => sale);
  const open = waiting.filter((sale) => !isOnRecord(sale, { books, facts }));
  const orders = books.settings.standingOrders.filter(({ madeAt }) => madeAt <= books.asOf.at);
  const written = facts.tickets.filter(
    (use) => use.ticket.purpose === "sale" && isOfYear(use, books),
  );
  const record = written.length > 0 || orders.length > 0;
  return {
    id: "identify-lots",
    due: on(books, "11-30"),
    title: "Name the lots of each sale, before the sale",
    reason:
      "Without a standing order or an identification made in time, the oldest lots are sold first. From 2027 a broker must be told as well.",
    authority: "Reg. 1.1012-1(j)(2)-(3); Notice 2025-7; Notice 2026-20",
    done: outcomes.length > 0 ? open.length === 0 : record,
    evidence:
      outcomes.length > 0
        ? plannedRecord(outcomes.length, open, facts)
        : written.length > 0
          ? `${count(written.length, "ticket is", "tickets are")} on record.`
          : orders.length > 0
            ? `${count(orders.length, "standing order is", "standing orders are")} on record.`
            : "There is no standing order: FIFO applies.",
  };
}

const isOfYear = ({ ticket }: TicketUse, { settings, year }: SeasonInput["books"]): boolean =>
  yearOf(dateIn(settings.timeZone)(ticket.madeAt)) === year.year;

function plannedRecord(
  planned: number,
  open: readonly PlannedSale[],
  facts: SeasonInput["facts"],
): string {
  return open.length === 0
    ? `The lots of ${count(planned, "planned sale are", "planned sales are")} on record.`
    : `Not on record: ${listed(open.map((sale) => saleName(sale, facts)))}.`;
}

/** Every planned lot is named by tickets that were used or still wait, or a standing order governs the account. */
function isOnRecord(sale: PlannedSale, { books, facts }: SeasonInput): boolean {
  const custody = new Custody(books.settings.accounts);
  const orders = new StandingOrders(books.settings.standingOrders, custody);
  const { order } = orders.inForce(sale.account, books.asOf.at, books.asOf.date);
  if (order !== null) {
    return true;
  }
  const named = facts.tickets
    .filter(({ ticket }) => ticket.purpose === "sale")
    .filter(({ ticket }) => ticket.account === sale.account && ticket.asset === sale.asset)
    .filter(({ ticket }) => ticket.madeAt <= books.asOf.at)
    .flatMap((use) => [
      ...use.fills.flatMap(({ lots }) => lots),
      ...(isOpenTicket(use, books.asOf.at) ? use.left : []),
    ]);
  return sale.lots.every(({ lot, quantity }) => {
    const units = named.filter((each) => each.lot === lot).map((each) => each.quantity);
    return compareQuantity(sumQuantity(units), quantity) >= 0;
  });
}

const saleName = ({ asset, account }: PlannedSale, { names }: SeasonInput["facts"]): string =>
  `${names.asset(asset)} in ${names.account(account)}`;

/** One step for each account of the plan with its last safe day; without a plan the sales as the books see them. */
export function sellingSteps(input: PlannedInput): readonly Done[] {
  const { books, outcomes } = input;
  if (outcomes.length === 0) {
    return [{ ...sell(input, lastSafeDate(books.year.year, "broker")), isManual: false }];
  }
  const accounts = [...new Set(outcomes.map(({ sale }) => sale.account))];
  return accounts.map((account) =>
    sellFrom(
      account,
      outcomes.filter(({ sale }) => sale.account === account),
      input,
    ),
  );
}

function sellFrom(
  account: AccountId,
  outcomes: readonly PlannedOutcome[],
  { books, facts }: SeasonInput,
): Done {
  const isOwn = new Custody(books.settings.accounts).isOwn(account);
  const custody = isOwn ? "own" : "broker";
  const { names } = facts;
  const left = outcomes.filter(({ isDone }) => !isDone);
  return {
    id: `sell-${account}`,
    due: lastSafeDate(books.year.year, custody),
    title: `Sell from ${names.account(account)}: ${listed(outcomes.map(({ planned, sale }) => units(planned, names.asset(sale.asset))))}`,
    reason: `The trade date decides the year: December 31, 23:59:59 in ${books.settings.timeZone} is the last moment. Our margin is ${MARGIN_DAYS[custody]} days, ${
      isOwn
        ? "because chains congest and units must first reach a buyer"
        : "because exchanges slow down in the last days"
    }. Sell at the market price to an unrelated buyer.`,
    authority: "IRC 1001, 267, 7701(o); Pub. 550",
    done: left.length === 0,
    evidence: sentences(outcomes, names),
    isManual: false,
  };
}

/** "Sale of the lot of Jan 6, 2021 seen on Dec 3. 0.5 of 1 BTC are still to sell." */
function sentences(outcomes: readonly PlannedOutcome[], names: Names): string {
  const seen = outcomes.flatMap((outcome) => seenSales(outcome, names));
  const open = outcomes
    .filter(({ isDone }) => !isDone)
    .map(({ sold, planned, sale, otherLots }) => {
      const asset = names.asset(sale.asset);
      const rest = `${units(sold, asset)} of ${units(planned, asset)} sold as planned.`;
      return compareQuantity(otherLots, ZERO_QUANTITY) > 0
        ? `${rest} ${units(otherLots, asset)} were sold out of other lots.`
        : rest;
    });
  return [...seen, ...open].join(" ");
}

/** Lots sold on one day are told one by one up to so many, more of them together. */
const LOTS_TOLD = 3;

function seenSales({ sale, lots }: PlannedOutcome, names: Names): readonly string[] {
  const sold = lots.flatMap(({ acquired, lastSold, sold: units }) =>
    lastSold === null || compareQuantity(units, ZERO_QUANTITY) <= 0 ? [] : [{ acquired, lastSold }],
  );
  return [...groupBy(sold, ({ lastSold }) => lastSold)].flatMap(([day, those]) =>
    those.length <= LOTS_TOLD
      ? those.map(
          ({ acquired }) => `Sale of the lot ${lotName(acquired)} seen on ${shortDay(day)}.`,
        )
      : [
          `Sale of ${those.length} lots of ${names.asset(sale.asset)}${spanOf(those)} seen on ${shortDay(day)}.`,
        ],
  );
}

/** ", of Jan 6, 2020 to Mar 1, 2021,": the first and the last day of lots whose days are known. */
function spanOf(lots: readonly { readonly acquired: string | null }[]): string {
  const days = lots
    .flatMap(({ acquired }) => (acquired === null || acquired === "inherited" ? [] : [acquired]))
    .sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) {
    return "";
  }
  return first === last ? `, of ${dayText(first)},` : `, of ${dayText(first)} to ${dayText(last)},`;
}

function lotName(acquired: string | null): string {
  if (acquired === null) {
    return "of a day not known";
  }
  return acquired === "inherited" ? "that was inherited" : `of ${dayText(acquired)}`;
}

/** What was bought back after a loss since September 1, with where the new holding period begins; marked when within the chosen interval. */
export function rebuyDecisions({ books, facts }: SeasonInput): ChecklistStep {
  const { year } = books.year;
  const rebuys = rebuysOf(books.ledger, year, facts.rebuyDays, books.timeOf ?? NO_TIMES).filter(
    ({ sale }) => sale.on >= on(books, "09-01"),
  );
  const close = rebuys.filter(({ isClose }) => isClose);
  const isSold = lossSales(books).length > 0;
  return {
    id: "rebuy",
    due: on(books, "12-31"),
    title: "Decide what to buy back, and when",
    reason: `A repurchase starts a new basis and a new holding period. For coins no law sets a waiting time, so none is safe: what counts is that the sale changed something. Purchases within ${count(facts.rebuyDays, "day", "days")} of a loss are marked, by your choice. For securities such as fund shares 30 days on both sides count.`,
    authority: "IRC 1222; IRC 7701(o); IRC 1091",
    done: isSold && close.length === 0,
    evidence:
      rebuys.length > 0
        ? [
            ...rebuys.slice(0, MOST_TOLD).map((rebuy) => rebuyWords(rebuy, facts.names)),
            ...(rebuys.length > MOST_TOLD ? [`${rebuys.length - MOST_TOLD} more since.`] : []),
          ].join(" ")
        : isSold
          ? "Nothing sold at a loss was bought back."
          : "Nothing was sold at a loss since September 1.",
  };
}

const MOST_TOLD = 4;
const NO_TIMES = () => null;

function rebuyWords(rebuy: Rebuy, names: Names): string {
  const { asset, purchase, days, heldFrom, longFrom, isClose, isOrderKnown } = rebuy;
  const mark = `${isOrderKnown ? "" : " or before it, the time is not known"}${isClose ? ", to be reviewed" : ""}`;
  return `${units(purchase.quantity, names.asset(asset))} bought back on ${shortDay(purchase.on)}, ${count(days, "day", "days")} after the loss${mark}: held from ${shortDay(heldFrom)}, long term from ${dayText(longFrom)}.`;
}
