import { isUuid, planId } from "@/db/ids";
import { lastChangeAt } from "@/db/queries/last-change";
import {
  listPlanComments,
  listPlanVersions,
  type PlanComment,
  type PlanVersion,
  type StoredPlan,
  type StoredPlanSale,
  withLotsOfToday,
} from "@/db/queries/plans";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { quantityText } from "@/lib/money/quantity";
import { err, ok, type Result } from "@/lib/result";
import { type PlannedOutcome, plannedOutcomes } from "@/lib/tax/harvest/planned-sales";
import { accountId } from "@/lib/tax/transaction";
import { dateIn, type Instant, instant, instantFromEpoch } from "@/lib/time/instant";
import { minuteText } from "@/lib/time/wall-clock";
import { accountNameOf, type Books } from "../gains/books";
import { estimateUsd } from "../gains/plain";
import { loadBooks } from "../load-books";
import { type ExecutedView, executedView } from "./plan-executed";
import { type InputLine, inputLines } from "./plan-inputs";
import { type PlanNow, type PlanSaleNow, planNow, sheetsNow } from "./plan-now";
import {
  type NoSheets,
  noSheetsOf,
  type PlanSheets,
  planAgain,
  sheetsAgain,
  sheetsThen,
} from "./plan-sheets";
import { plannedSales } from "./read-season";
import { type PlanItem, placesOf, planItem } from "./view-plans";

/** A planned sale with what has become of it. */
export interface PlanSaleView {
  readonly key: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly asset: string;
  readonly quantity: string;
  readonly method: string;
  readonly gain: string;
  readonly saving: string;
  readonly reason: string;
  readonly lots: StoredPlanSale["lots"];
  readonly priceThen: string | null;
  readonly priceThenAt: Instant | null;
  readonly priceSource: string | null;
  readonly priceNow: string | null;
  readonly hasMoved: boolean;
  readonly gainNow: string | null;
  readonly isGone: boolean;
  /** `gainNow` opens its worksheets. */
  readonly isAskableNow: boolean;
  /** Units sold as planned, and units of the asset sold from the account out of other lots. */
  readonly sold: string;
  readonly otherLots: string;
  readonly isDone: boolean;
  readonly lastSold: string | null;
}

/** A saved plan beside what is now. */
export interface PlanView extends PlanItem {
  readonly clientName: string;
  readonly note: string;
  readonly mayWrite: boolean;
  /** This is the newest version. */
  readonly isLast: boolean;
  /** When anything of it, or of the books it is held against, was told last. */
  readonly changedAt: Instant;
  readonly engine: string;
  readonly asOf: string;
  readonly timeZone: string;
  readonly taxWithout: string;
  readonly taxWith: string;
  readonly carryoverAdded: string;
  readonly savingNow: string | null;
  readonly hasMoved: boolean;
  /** The year is over: what counts is what was sold. */
  readonly isOver: boolean;
  readonly doneCount: number;
  readonly items: readonly PlanSaleView[];
  /** What it was computed from, then and now; empty for versions that kept nothing of it. */
  readonly inputs: readonly InputLine[];
  /** Planned against sold; null while nothing is sold and the year goes on. */
  readonly executed: ExecutedView | null;
  /** Why the saved figures open no worksheets; null: they do. */
  readonly noSheets: NoSheets | null;
  /** The worksheets of what is asked for: "saved", "again", "now", a step of `executed`, or a figure of one sale (`saleKeys`). */
  readonly sheets: PlanSheets | null;
  readonly versions: readonly { readonly version: number; readonly saved: string }[];
  readonly comments: readonly (Pick<PlanComment, "text" | "author"> & {
    readonly at: string;
    readonly byYou: boolean;
  })[];
  /** Address parts that open these sales in the list. */
  readonly picks: readonly string[];
  /** Costs as they were typed, for the same address. */
  readonly costs: { readonly fee: string; readonly feeFixed: string } | null;
}

/**
 * One plan, its newest version unless another is asked for; `why` names a figure whose worksheets are wanted. A version that is not there
 * is "not-found".
 */
export async function viewPlan(
  user: Asking,
  clientId: string,
  id: string,
  version: number | null = null,
  now: Instant = instantFromEpoch(Date.now()),
  why?: string,
): Promise<Result<PlanView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  return withClient<PlanView, GateRefusal>(user, clientId, "read", async (tx) => {
    const versions = isUuid(id) ? await listPlanVersions(tx, planId(id)) : [];
    const found = versions.find((each) => version === null || each.version === version);
    if (found === undefined) {
      return err({ code: "not-found" });
    }
    const shown = await withLotsOfToday(tx, found);
    return ok(
      planView(books, shown, user, {
        versions,
        comments: await listPlanComments(tx, shown.id),
        changedAt: await lastChangeAt(tx, shown.year),
        why,
      }),
    );
  });
}

function planView(
  books: Books,
  shown: PlanVersion,
  user: Asking,
  told: {
    readonly versions: readonly PlanVersion[];
    readonly comments: readonly PlanComment[];
    readonly changedAt: Instant;
    readonly why: string | undefined;
  },
): PlanView {
  const { versions, comments, changedAt, why } = told;
  const { timeZone } = books.settings;
  const { plan } = shown;
  const isOver = books.asOf.date > `${shown.year}-12-31`;
  const now = planNow(books, shown);
  const items = saleViews(books, shown, now);
  const isTouched = items.some(({ sold, otherLots }) => sold !== "0" || otherLots !== "0");
  const executed = isOver || isTouched ? executedView(books, shown, why) : null;
  const again = planAgain(books, shown);
  const noSheets = noSheetsOf(again);
  return {
    ...planItem(books, shown, user),
    clientName: books.clientName,
    note: shown.note,
    mayWrite: books.role !== "viewer",
    isLast: shown.version === versions[0]?.version,
    changedAt,
    engine: shown.engine,
    asOf: shown.asOf,
    timeZone,
    taxWithout: plan.taxWithout,
    taxWith: plan.taxWith,
    carryoverAdded: plan.carryoverAdded,
    savingNow: isOver ? null : estimateUsd(now.saving?.saving ?? null),
    hasMoved: !isOver && items.some((item) => item.hasMoved),
    isOver,
    doneCount: items.filter(({ isDone }) => isDone).length,
    items,
    inputs:
      plan.inputs === undefined ? [] : inputLines(plan.inputs, now.inputs, placesOf(books, plan)),
    executed,
    noSheets,
    sheets:
      (again === null ? null : again.isSame ? sheetsThen(again, why) : sheetsAgain(again, why)) ??
      (isOver ? null : sheetsNow(now, shown, why)) ??
      executed?.sheets ??
      null,
    versions: versions.map(({ version, enteredAt }) => ({
      version,
      saved: minuteText(enteredAt, timeZone),
    })),
    comments: comments.map(({ text, author, enteredAt, enteredBy }) => ({
      text,
      author,
      at: minuteText(enteredAt, timeZone),
      byYou: enteredBy === user.id,
    })),
    picks: plan.sales.map(({ key }) => key),
    costs: typedCostsOf(plan),
  };
}

function typedCostsOf({ inputs }: StoredPlan): PlanView["costs"] {
  return inputs === undefined ? null : { fee: inputs.costs.fee, feeFixed: inputs.costs.feeFixed };
}

function saleViews(books: Books, shown: PlanVersion, now: PlanNow): readonly PlanSaleView[] {
  const savedOn = dateIn(books.settings.timeZone)(shown.enteredAt);
  const outcomes = plannedOutcomes(plannedSales(shown), books.ledger.closedLots, savedOn);
  return shown.plan.sales.flatMap((sale, index) => {
    const [outcome, today] = [outcomes[index], now.sales[index]];
    return outcome === undefined || today === undefined
      ? []
      : [saleView(books, sale, outcome, today)];
  });
}

function saleView(
  books: Books,
  sale: StoredPlanSale,
  outcome: PlannedOutcome,
  today: PlanSaleNow,
): PlanSaleView {
  const { key, asset, quantity, method, gain, saving, reason, lots, price } = sale;
  const days = outcome.lots.flatMap(({ lastSold }) => lastSold ?? []);
  return {
    key,
    accountId: sale.account,
    accountName: accountNameOf(books, accountId(sale.account)),
    asset,
    quantity,
    method,
    gain,
    saving,
    reason,
    lots,
    priceThen: price?.price ?? null,
    priceThenAt: price === null ? null : instant(price.at),
    priceSource: price?.source ?? null,
    priceNow: today.price,
    hasMoved: (price?.price ?? null) !== today.price,
    gainNow: today.gain,
    isGone: today.isGone,
    isAskableNow: today.isAskable,
    sold: quantityText(outcome.sold),
    otherLots: quantityText(outcome.otherLots),
    isDone: outcome.isDone,
    lastSold: days.sort().at(-1) ?? null,
  };
}
