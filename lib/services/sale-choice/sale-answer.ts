import { priceText } from "@/lib/money/price";
import { addUsd, compareUsd, subtractUsd, sumUsd, type Usd } from "@/lib/money/usd";
import { mapInParts, type PartsOfWork } from "@/lib/parts-of-work";
import { Custody } from "@/lib/tax/custody";
import { CENT } from "@/lib/tax/harvest/reachable";
import type { Choice } from "@/lib/tax/optimal/choice";
import { accountNameOf, type Books } from "../gains/books";
import { estimateUsd, plainQuantity } from "../gains/plain";
import { METHOD_WORDS } from "../gains/row-view";
import { soldSum } from "../gains/sold-sum";
import { pairedSheets } from "../gains/worksheet-pair";
import { orderText, splitSentence } from "./choice-words";
import type { ChosenLots, LotQuestion } from "./choose-lots";
import { saleLot } from "./harvest-orders";
import type { ChoiceId, ChoiceView, SaleAnswer, SaleOrderView } from "./sale-views";

/**
 * What the engine chose, in words and text: the lots of the least tax, and each other way with what it costs more. A part of the work
 * is some hundred lots.
 */
export function* saleAnswer(
  books: Books,
  question: LotQuestion,
  chosen: ChosenLots,
): PartsOfWork<SaleAnswer> {
  const { best, inForce, proof, now } = chosen;
  const { sale, asset, situation } = question;
  const view = (id: ChoiceId, choice: Choice) =>
    choiceView({ books, question, chosen, id, choice });
  const others = (["in-force", "fifo", "lifo", "hifo"] as const).flatMap((id) => {
    const choice = id === "in-force" ? inForce : chosen[id];
    return choice === null ? [] : [{ id, choice }];
  });
  const bestView = yield* view("best", best);
  const choices = [bestView];
  for (const { id, choice } of others.sort((a, b) =>
    compareUsd(a.choice.after.tax.total, b.choice.after.tax.total),
  )) {
    choices.push(yield* view(id, choice));
  }
  return {
    units: plainQuantity(sale.units),
    price: priceText(sale.price),
    gross: estimateUsd(sumUsd(best.sales.map(({ gross }) => gross))),
    fees: estimateUsd(best.totals.fees),
    day: sale.day,
    taxWithout: estimateUsd(now.tax.total),
    within: proof.proven ? null : estimateUsd(proof.within),
    split: splitSentence(situation, best, asset),
    best: bestView,
    choices,
    needsNoRecord: inForce !== null && isSameTax(inForce, best),
    leftOut: chosen.leftOut.length,
  };
}

/** Within a cent: the best is cut to what can be ordered, a fixed order is not. */
function isSameTax(one: Choice, other: Choice): boolean {
  return compareUsd(subtractUsd(one.after.tax.total, other.after.tax.total), CENT) < 0;
}

interface OneChoice {
  readonly books: Books;
  readonly question: LotQuestion;
  readonly chosen: ChosenLots;
  readonly id: ChoiceId;
  readonly choice: Choice;
}

function* choiceView(asked: OneChoice): PartsOfWork<ChoiceView> {
  const { chosen, id, choice } = asked;
  const { after, totals, addedTax } = choice;
  yield null;
  const orders: SaleOrderView[] = [];
  for (const [at, sale] of choice.sales.entries()) {
    orders.push(yield* orderView({ ...asked, sale, at }));
  }
  return {
    id,
    short: estimateUsd(totals.short),
    long: estimateUsd(addUsd(totals.long, totals.collectible)),
    addedTax: estimateUsd(addedTax),
    over: overText(addedTax, chosen.best.addedTax),
    taxWith: estimateUsd(after.tax.total),
    carryover: estimateUsd(addUsd(after.shortCarryoverOut, after.longCarryoverOut)),
    orders,
    sum: soldSum(sumUsd(choice.sales.map(({ gross }) => gross)), totals, {
      now: chosen.now,
      after,
    }),
    sheets: pairedSheets(chosen.now, after),
    besideBest: pairedSheets(chosen.best.after, after),
  };
}

/** The difference of the figures as they are shown: never a cent of its own. */
function overText(tax: Usd, best: Usd): string {
  const over = subtractUsd(tax, best);
  return compareUsd(over, CENT) < 0 ? "0" : estimateUsd(over);
}

function* orderView({
  books,
  question,
  chosen,
  id,
  sale,
  at,
}: Omit<OneChoice, "choice"> & {
  readonly sale: Choice["sales"][number];
  readonly at: number;
}): PartsOfWork<SaleOrderView> {
  const from = chosen.accounts[at];
  const custody = new Custody(books.settings.accounts);
  const account = from?.account ?? question.accounts[0]?.account;
  return {
    accountId: account ?? "",
    account: account === undefined ? "" : accountNameOf(books, account),
    units: orderText(plainQuantity(sale.quantity)),
    method:
      id === "best" || from === undefined ? METHOD_WORDS.identified : METHOD_WORDS[from.method],
    mustTell: account !== undefined && custody.mustTell(account, question.sale.day),
    isOwnWallet: account !== undefined && custody.isOwn(account),
    lots: yield* mapInParts(sale.lots, saleLot),
  };
}
