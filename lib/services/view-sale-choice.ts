import type { Asking, GateRefusal } from "@/db/tenant";
import { sumQuantity } from "@/lib/money/quantity";
import { ok, type Result } from "@/lib/result";
import type { SaleCosts } from "@/lib/tax/harvest/sale";
import { situationOf } from "@/lib/tax/harvest/saving";
import { latestQuotes } from "@/lib/tax/harvest/unrealized";
import { assetId } from "@/lib/tax/transaction";
import { calendarDate, yearOf } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { type Books, yearOfBooks } from "./gains/books";
import { accountCosts } from "./gains/typed-costs";
import { blockingCount, yearState } from "./gains/year-state";
import { inTurns } from "./in-turns";
import { type BooksOptions, loadBooks } from "./load-books";
import { readWish, type SaleWish } from "./sale-choice/asked-sale";
import { chooseLots, knownUnits, type SaleAccount } from "./sale-choice/choose-lots";
import { saleAnswer } from "./sale-choice/sale-answer";
import { accountsWith, saleAssets, saleForm } from "./sale-choice/sale-form";
import type { SaleAnswer, SaleChoiceView } from "./sale-choice/sale-views";

/**
 * Which lots to sell for the least federal tax of this year, when one means to sell anyway: proven, or within so many dollars, beside
 * FIFO, LIFO, HIFO and what the accounts sell by now. Only `asset` asks for the form; the answer needs units or dollars too.
 */
export async function viewSaleChoice(
  user: Asking,
  clientId: string,
  wish: SaleWish = {},
  options: BooksOptions = {},
): Promise<Result<SaleChoiceView, GateRefusal>> {
  const now = options.now ?? instantFromEpoch(Date.now());
  const loaded = await loadBooks(user, clientId, { ...options, now });
  return loaded.ok ? ok(await saleChoiceView(loaded.value, wish, now)) : loaded;
}

/** The page of loaded books. */
async function saleChoiceView(books: Books, wish: SaleWish, now: Instant): Promise<SaleChoiceView> {
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
  };
  const asset = assets.find((each) => each.asset === wish.asset?.trim().toUpperCase())?.asset;
  if (state !== "ready" || asset === undefined) {
    return base;
  }
  const { errors, answer } = await answered(books, { ...wish, asset }, now);
  return { ...base, form: saleForm(books, { ...wish, asset }, errors, now), answer };
}

interface Answered {
  readonly errors: Readonly<Record<string, string>>;
  readonly answer: SaleAnswer | null;
}

/** Reads the wish and asks the engine; nothing is asked before units or dollars are told. */
async function answered(
  books: Books,
  wish: SaleWish & { readonly asset: string },
  now: Instant,
): Promise<Answered> {
  const isAsked = (wish.units ?? "").trim() !== "" || (wish.dollars ?? "").trim() !== "";
  const year = yearOfBooks(books, yearOf(books.asOf.date));
  if (!isAsked || year === null || year.profile === null) {
    return { errors: {}, answer: null };
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
    return { errors: read.error, answer: null };
  }
  if (!situation.ok) {
    return { errors: {}, answer: null };
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
  const chosen = await inTurns(chooseLots(question));
  return chosen.ok
    ? { errors: {}, answer: saleAnswer(books, question, chosen.value) }
    : { errors: { units: chosen.error.message }, answer: null };
}

const withCosts = (from: SaleAccount, costs: SaleCosts | undefined): SaleAccount =>
  costs === undefined ? from : { ...from, costs };
