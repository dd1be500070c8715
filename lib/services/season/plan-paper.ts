import type { Asking, GateRefusal } from "@/db/tenant";
import { assetText } from "@/lib/assets/label";
import { formatPrice, formatQuantity, formatUsd } from "@/lib/money/format";
import { left, plainTable, right } from "@/lib/reports/columns";
import { momentText } from "@/lib/reports/dates";
import type { Table } from "@/lib/reports/model";
import { NOT_KNOWN } from "@/lib/reports/names";
import { EMPTY_SECTION, type Paper, type PaperSection } from "@/lib/reports/paper";
import { printable } from "@/lib/reports/text";
import { ok, type Result } from "@/lib/result";
import { dayText } from "@/lib/time/day-text";
import type { Instant } from "@/lib/time/instant";
import { fact, PRODUCT, usdOrUnknown } from "./paper-parts";
import type { ExecutedView } from "./plan-executed";
import { shortLot } from "./ticket-words";
import { type PlanSaleView, type PlanView, viewPlan } from "./view-plan";

/** The paper of one version of a plan: its sales and lots, what it stands on, what was sold of it, and what was said about it. */
export async function planPaper(
  user: Asking,
  clientId: string,
  id: string,
  version: number | null,
  now?: Instant,
): Promise<Result<Paper, GateRefusal>> {
  const found = await viewPlan(user, clientId, id, version, now);
  return found.ok ? ok(paperOf(found.value)) : found;
}

function paperOf(plan: PlanView): Paper {
  const client = printable(plan.clientName, 80);
  const name = printable(plan.name, 120);
  return {
    product: PRODUCT,
    title: `Plan of sales ${plan.year}: ${name}`,
    documentTitle: `Plan ${plan.year} ${name}, version ${plan.version}, ${client}`,
    client,
    edition: `Version ${plan.version}, engine ${plan.engine}, as of ${dayText(plan.asOf)}`,
    generated: momentText(plan.changedAt),
    generatedAt: plan.changedAt,
    draft: plan.isLast ? null : "A later version of this plan has been saved",
    opening: `${plan.items.length === 1 ? "This sale saves" : `These ${plan.items.length} sales together save`} ${formatUsd(plan.saving)} of the federal tax of ${plan.year}, as computed when the plan was saved on ${plan.saved}. An estimate: prices move, and state tax is not in it.`,
    sections: [
      yearSection(plan),
      { ...EMPTY_SECTION, heading: "Sales", tables: [salesTable(plan)] },
      ...plan.items.map((item) => ({ ...EMPTY_SECTION, heading: "", tables: [lotsTable(item)] })),
      ...(plan.executed === null
        ? []
        : [executedSection(plan.executed), soldSection(plan.executed)]),
      plan.inputs.length === 0 ? INPUTS_NOT_KEPT : inputsSection(plan),
      {
        ...EMPTY_SECTION,
        heading: "Before you sell",
        paragraphs: [
          "Name the lots no later than the moment of each sale; without a record the earliest units of the account count as sold (Reg. 1.1012-1(j)). The trade date decides the year. Buying back starts a new basis and a new holding period; no law sets a waiting time for coins, and none is safe (IRC 7701(o)).",
        ],
      },
      ...(plan.comments.length === 0 ? [] : [commentsSection(plan)]),
    ],
  };
}

const yearSection = (plan: PlanView): PaperSection => ({
  ...EMPTY_SECTION,
  heading: "The year without and with these sales",
  facts: [
    fact("Federal tax without", formatUsd(plan.taxWithout)),
    fact("Federal tax with", formatUsd(plan.taxWith)),
    fact(
      "Saved this year",
      formatUsd(plan.saving),
      "Tax without less tax with, by the worksheets run twice: IRC 1(h), 1211(b), 1212(b), 1411",
    ),
    fact("Added to the carryover", formatUsd(plan.carryoverAdded), "Shown apart, in no saving"),
  ],
  paragraphs: plan.note === "" ? [] : [printable(plan.note, 2000)],
});

const salesTable = (plan: PlanView): Table => ({
  heading: "",
  intro: "",
  columns: [
    right("Sell", 3),
    left("", 2),
    left("From", 3),
    right("Price then", 2.2),
    right("Gain or loss", 2.6),
    right("Saves", 2.4),
    right("Sold so far", 2.4),
  ],
  rows: plan.items.map((item) => [
    formatQuantity(item.quantity),
    printable(assetText(item.asset), 40),
    printable(item.accountName, 60),
    item.priceThen === null ? "no price" : formatPrice(item.priceThen),
    formatUsd(item.gain),
    formatUsd(item.saving),
    item.isDone ? "all" : formatQuantity(item.sold),
  ]),
  total: [
    "Together",
    "",
    "",
    "",
    "",
    formatUsd(plan.saving),
    `${plan.doneCount} of ${plan.items.length}`,
  ],
  empty: "",
});

const lotsTable = (item: PlanSaleView): Table => ({
  heading: `${printable(assetText(item.asset), 40)} from ${printable(item.accountName, 60)}, by ${item.method}`,
  intro:
    item.priceThenAt === null
      ? ""
      : `Price of ${momentText(item.priceThenAt)}, ${printable(item.priceSource ?? "", 60)}.`,
  columns: [
    left("Acquired", 2),
    left("Lot", 2),
    right("Units", 3),
    right("Basis", 2.4),
    right("Gain or loss", 2.4),
    left("Term", 1.4),
  ],
  rows: item.lots.map((lot) => [
    dayText(lot.acquired ?? NOT_KNOWN),
    shortLot(lot.lot),
    formatQuantity(lot.quantity),
    formatUsd(lot.basis),
    formatUsd(lot.gain),
    lot.term,
  ]),
  total: null,
  empty: "",
});

const executedSection = ({ steps, planned, saved }: ExecutedView): PaperSection => ({
  ...EMPTY_SECTION,
  heading: "Planned against sold",
  facts: [
    fact("Planned saving", formatUsd(planned)),
    ...steps.map(({ label, change }) => fact(label, formatUsd(change, { plus: true }))),
    fact(
      "Saved by what was sold",
      usdOrUnknown(saved),
      "The year as it stands, run without and with these sales",
    ),
  ],
});

const soldSection = ({ sales }: ExecutedView): PaperSection => ({
  ...EMPTY_SECTION,
  heading: "Sale by sale",
  facts: sales.map((sale) =>
    fact(
      `${formatQuantity(sale.planned)} ${printable(assetText(sale.asset), 40)}`,
      soldWords(sale),
      sale.differences.join(" "),
    ),
  ),
});

function soldWords({ sold, days, gain, received }: ExecutedView["sales"][number]): string {
  return days.length === 0
    ? "Not sold"
    : `${formatQuantity(sold)} sold on ${days.map(dayText).join("; ")}${received === null ? "" : ` at ${formatPrice(received)} a unit after costs`}, ${usdOrUnknown(gain)}`;
}

const INPUTS_NOT_KEPT: PaperSection = {
  ...EMPTY_SECTION,
  heading: "What it was computed from",
  paragraphs: [
    "This version was saved before plans kept what they were computed from: income, status, gains by then and costs. Its sales, prices and figures stand as they were.",
  ],
};

const inputsSection = (plan: PlanView): PaperSection => ({
  ...EMPTY_SECTION,
  heading: "What it was computed from",
  tables: [
    plainTable(
      [left("", 4), right("When it was saved", 3), right("In the books now", 3)],
      plan.inputs.map(({ label, before, after }) => [
        label,
        before ?? NOT_KNOWN,
        after ?? NOT_KNOWN,
      ]),
      "",
    ),
  ],
});

const commentsSection = (plan: PlanView): PaperSection => ({
  ...EMPTY_SECTION,
  heading: "What was said",
  paragraphs: plan.comments.map(
    ({ author, at, text }) => `${printable(author, 80)}, ${at}: ${printable(text, 4000)}`,
  ),
});
