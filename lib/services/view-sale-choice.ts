import type { Asking, GateRefusal } from "@/db/tenant";
import { sumQuantity } from "@/lib/money/quantity";
import { ok, type Result } from "@/lib/result";
import type { SaleCosts } from "@/lib/tax/harvest/sale";
import { situationOf } from "@/lib/tax/harvest/saving";
import { latestQuotes } from "@/lib/tax/harvest/unrealized";
import { isOpenTicket } from "@/lib/tax/tickets/ticket";
import { assetId } from "@/lib/tax/transaction";
import { calendarDate, yearOf } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { type Books, yearOfBooks } from "./gains/books";
import { adviceKey } from "./gains/plan-of";
import { accountCosts } from "./gains/typed-costs";
import { blockingCount, yearState } from "./gains/year-state";
import { type BooksOptions, loadBooks } from "./load-books";
import { readWish, type SaleWish } from "./sale-choice/asked-sale";
import { knownUnits, type SaleAccount } from "./sale-choice/choose-lots";
import { saleAtWork } from "./sale-choice/sale-at-work";
import { accountsWith, saleAssets, saleForm } from "./sale-choice/sale-form";
import type { SaleAnswer, SaleChoiceView } from "./sale-choice/sale-views";
import { type Progressed, SOON_MS, soon } from "./soon";

/**
 * Which lots to sell for the least federal tax of this year, when one means to sell anyway: proven, or within so many dollars, beside
 * FIFO, LIFO, HIFO and what the accounts sell by now. Only `asset` asks for the form; the answer needs units or dollars too. Over many
 * thousands of lots it takes longer than a page waits: then how far it is; it goes on by itself, and a later look finds it.
 */
export async function viewSaleChoice(
  user: Asking,
  clientId: string,
  wish: SaleWish = {},
  { waits = SOON_MS, ...options }: BooksOptions & { readonly waits?: number } = {},
): Promise<Result<SaleChoiceView, GateRefusal>> {
  const now = options.now ?? instantFromEpoch(Date.now());
  const loaded = await loadBooks(user, clientId, { ...options, now });
  return loaded.ok ? ok(await saleChoiceView(loaded.value, wish, now, waits)) : loaded;
}

/** The page of loaded books. */
async function saleChoiceView(
  books: Books,
  wish: SaleWish,
  now: Instant,
  waits: number,
): Promise<SaleChoiceView> {
  const number = yearOf(books.asOf.date);
  const state = yearState(books, number);
  const assets = saleAssets(books);
  const base: SaleChoiceView = {
    year: number,
    asOf: books.asOf.date,
    state,
    blockingCount: blockingCount(books),
    assets,
    form: null,
    answer: null,
    working: null,
  };
  const asset = assets.find((each) => each.asset === wish.asset?.trim().toUpperCase())?.asset;
  if (state !== "ready" || asset === undefined) {
    return base;
  }
  const { errors, ...found } = await answered(books, { ...wish, asset }, now, waits);
  return { ...base, form: saleForm(books, { ...wish, asset }, errors, now), ...found };
}

interface Answered {
  readonly errors: Readonly<Record<string, string>>;
  readonly answer: SaleAnswer | null;
  readonly working: Progressed | null;
}

const UNANSWERED: Answered = { errors: {}, answer: null, working: null };

/** Reads the wish and asks the engine; nothing is asked before units or dollars are told. */
async function answered(
  books: Books,
  wish: SaleWish & { readonly asset: string },
  now: Instant,
  waits: number,
): Promise<Answered> {
  const isAsked = (wish.units ?? "").trim() !== "" || (wish.dollars ?? "").trim() !== "";
  const year = yearOfBooks(books, yearOf(books.asOf.date));
  if (!isAsked || year === null || year.profile === null) {
    return UNANSWERED;
  }
  const situation = situationOf(year, year.profile);
  const asset = assetId(wish.asset);
  const accounts = accountsWith(books, wish, now).filter(({ isChosen }) => isChosen);
  const read = readWish(wish, {
    quote: latestQuotes(books.quotes).get(asset)?.price ?? null,
    units: sumQuantity(accounts.map(({ lots }) => knownUnits(lots))),
    today: books.asOf.date,
    lastDay: calendarDate(`${year.year}-12-31`),
  });
  if (!read.ok) {
    return { ...UNANSWERED, errors: read.error };
  }
  if (!situation.ok) {
    return UNANSWERED;
  }
  const charged = accountCosts(books, {
    isTyped: `${wish.fee ?? ""}${wish.feeFixed ?? ""}`.trim() !== "",
  });
  const collectible = books.settings.assets.some(
    (each) => each.asset === asset && each.collectible,
  );
  const question = {
    situation: situation.value,
    asset,
    collectible,
    accounts: accounts.map((from) => withCosts(from, charged.get(from.account))),
    sale: read.value,
  };
  const work = saleAtWork(books, keyOf(books, wish, now), question);
  const made = await soon(work.made, waits);
  if (made === null) {
    return { ...UNANSWERED, working: work.progress() };
  }
  return made.ok
    ? { ...UNANSWERED, answer: made.value }
    : { ...UNANSWERED, errors: { units: made.error.message } };
}

/** What of the question does not follow from the computed books: the wish, prices and costs, and the tickets that are open by now. */
function keyOf(books: Books, wish: SaleWish, now: Instant): string {
  const open = books.tickets.filter((use) => isOpenTicket(use, now)).map(({ ticket }) => ticket.id);
  return JSON.stringify([wish, adviceKey(books), open]);
}

const withCosts = (from: SaleAccount, costs: SaleCosts | undefined): SaleAccount =>
  costs === undefined ? from : { ...from, costs };
