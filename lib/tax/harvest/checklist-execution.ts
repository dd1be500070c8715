import { compareQuantity, sumQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { signUsd } from "@/lib/money/usd";
import { Custody } from "@/lib/tax/custody";
import { StandingOrders } from "@/lib/tax/identification";
import type { AccountId } from "@/lib/tax/transaction";
import { dayText, shortDay } from "@/lib/time/day-text";
import { checklist } from "./checklist";
import { lastSafeDate, MARGIN_DAYS } from "./checklist-dates";
import { count, on } from "./checklist-input";
import type { SeasonInput } from "./checklist-season-input";
import { listed, units } from "./checklist-words";
import type { ChecklistStep } from "./harvest";
import { type PlannedOutcome, plannedOutcomes } from "./planned-sales";
import { type Rebuy, rebuysOf } from "./rebuys";
import type { PlannedSale } from "./season-facts";

type Done = ChecklistStep & { readonly isManual: false };

/** Are the lots of each planned sale on record before it: by a ticket or a standing order? Without a plan, is any order? */
export function identifyPlanned(input: SeasonInput): ChecklistStep {
  const { books, facts } = input;
  const old = checklist(books).find(({ id }) => id === "identify-lots");
  const step = {
    id: "identify-lots",
    due: on(books, "11-30"),
    title: "Name the lots of each sale, before the sale",
    reason: old?.reason ?? "",
    authority: old?.authority ?? "",
  };
  const sales = facts.plan?.sales ?? [];
  if (sales.length === 0) {
    const written = facts.tickets.length;
    return {
      ...step,
      done: old?.done === true || written > 0,
      evidence:
        written > 0
          ? `${count(written, "ticket is", "tickets are")} on record.`
          : (old?.evidence ?? ""),
    };
  }
  const open = sales.filter((sale) => !isOnRecord(sale, input));
  return {
    ...step,
    done: open.length === 0,
    evidence:
      open.length === 0
        ? `The lots of ${count(sales.length, "planned sale are", "planned sales are")} on record.`
        : `Not on record: ${listed(open.map((sale) => saleName(sale, input)))}.`,
  };
}

/** A ticket of the place names every planned lot, or a standing order other than FIFO governs the account. */
function isOnRecord(sale: PlannedSale, { books, facts }: SeasonInput): boolean {
  const custody = new Custody(books.settings.accounts);
  const orders = new StandingOrders(books.settings.standingOrders, custody);
  const { order } = orders.inForce(sale.account, books.asOf.at, books.asOf.date);
  if (order !== null) {
    return true;
  }
  const here = facts.tickets.filter(
    ({ ticket }) =>
      ticket.account === sale.account &&
      ticket.asset === sale.asset &&
      ticket.withdrawnAt === null &&
      ticket.madeAt <= books.asOf.at,
  );
  return sale.lots.every(({ lot, quantity }) => {
    const named = here.flatMap(({ ticket }) => ticket.lots.filter((each) => each.lot === lot));
    return compareQuantity(sumQuantity(named.map((each) => each.quantity)), quantity) >= 0;
  });
}

const saleName = (sale: PlannedSale, { facts }: SeasonInput): string =>
  `${sale.asset} in ${facts.accounts.get(sale.account) ?? sale.account}`;

/** One step for each account of the plan with its last safe day; without a plan the sales as the books see them. */
export function sellingSteps(input: SeasonInput): readonly Done[] {
  const { books, facts } = input;
  const { plan } = facts;
  if (plan === null || plan.sales.length === 0) {
    const old = checklist(books).find(({ id }) => id === "sell");
    const due = lastSafeDate(books.year.year, "broker");
    return old === undefined ? [] : [{ ...old, due, isManual: false }];
  }
  const outcomes = plannedOutcomes(plan.sales, books.ledger.closedLots, plan.savedOn);
  const accounts = [...new Set(plan.sales.map(({ account }) => account))];
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
  const name = facts.accounts.get(account) ?? account;
  const left = outcomes.filter(({ isDone }) => !isDone);
  return {
    id: `sell-${account}`,
    due: lastSafeDate(books.year.year, custody),
    title: `Sell from ${name}: ${listed(outcomes.map(({ planned, sale }) => units(planned, sale.asset)))}`,
    reason: `The trade date decides the year: December 31, 23:59:59 in ${books.settings.timeZone} is the last moment. Our margin is ${MARGIN_DAYS[custody]} days, ${
      isOwn
        ? "because chains congest and units must first reach a buyer"
        : "because exchanges slow down in the last days"
    }. Sell at the market price to an unrelated buyer.`,
    authority: "IRC 1001, 267, 7701(o); Pub. 550",
    done: left.length === 0,
    evidence: sentences(outcomes),
    isManual: false,
  };
}

/** "Sale of the lot of Jan 6, 2021 seen on Dec 3. 0.5 of 1 BTC are still to sell." */
function sentences(outcomes: readonly PlannedOutcome[]): string {
  const seen = outcomes.flatMap(({ lots }) =>
    lots.flatMap(({ acquired, lastSold, sold }) =>
      lastSold === null || compareQuantity(sold, ZERO_QUANTITY) <= 0
        ? []
        : [`Sale of the lot ${lotName(acquired)} seen on ${shortDay(lastSold)}.`],
    ),
  );
  const open = outcomes
    .filter(({ isDone }) => !isDone)
    .map(({ sold, planned, sale, otherLots }) => {
      const rest = `${units(sold, sale.asset)} of ${units(planned, sale.asset)} sold as planned.`;
      return compareQuantity(otherLots, ZERO_QUANTITY) > 0
        ? `${rest} ${units(otherLots, sale.asset)} were sold out of other lots.`
        : rest;
    });
  return [...seen, ...open].join(" ");
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
  const rebuys = rebuysOf(books.ledger, year, facts.rebuyDays).filter(
    ({ sale }) => sale.on >= on(books, "09-01"),
  );
  const close = rebuys.filter(({ isClose }) => isClose);
  const sold = books.ledger.closedLots.some(
    ({ sold: day, gain }) =>
      gain !== null && signUsd(gain) < 0 && day >= on(books, "09-01") && day <= on(books, "12-31"),
  );
  return {
    id: "rebuy",
    due: on(books, "12-31"),
    title: "Decide what to buy back, and when",
    reason: `A repurchase starts a new basis and a new holding period. For coins no law sets a waiting time, so none is safe: what counts is that the sale changed something. Purchases within ${count(facts.rebuyDays, "day", "days")} of a loss are marked, by your choice. For securities such as fund shares 30 days on both sides count.`,
    authority: "IRC 1222; IRC 7701(o); IRC 1091",
    done: sold && close.length === 0,
    evidence:
      rebuys.length > 0
        ? rebuys.slice(0, MOST_TOLD).map(rebuyWords).join(" ")
        : sold
          ? "Nothing sold at a loss was bought back."
          : "Nothing was sold at a loss since September 1.",
  };
}

const MOST_TOLD = 4;

function rebuyWords({ asset, purchase, days, heldFrom, longFrom, isClose }: Rebuy): string {
  const mark = isClose ? ", to be reviewed" : "";
  return `${units(purchase.quantity, asset)} bought back on ${shortDay(purchase.on)}, ${count(days, "day", "days")} after the loss${mark}: held from ${shortDay(heldFrom)}, long term from ${dayText(longFrom)}.`;
}
