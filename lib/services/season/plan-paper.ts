import type { Asking, GateRefusal } from "@/db/tenant";
import { formatPrice, formatQuantity, formatUsd } from "@/lib/money/format";
import { EMPTY_SECTION, type Paper } from "@/lib/reports/paper";
import { printable } from "@/lib/reports/text";
import { ok, type Result } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import { PRODUCT } from "./ticket-paper";
import { type PlanSaleView, type PlanView, viewPlan } from "./view-plans";

type Table = Paper["sections"][number]["tables"][number];

/** The paper of one version of a plan: its sales and lots, prices with their time, the saving, and what was said about it. */
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
    edition: `Version ${plan.version}, engine ${plan.engine}, as of ${plan.asOf}`,
    generated: `${plan.savedUtc.slice(0, 16).replace("T", " ")} UTC`,
    generatedAt: plan.savedUtc,
    draft: plan.isLast ? null : "A later version of this plan has been saved",
    opening: `${plan.items.length === 1 ? "This sale saves" : `These ${plan.items.length} sales together save`} ${formatUsd(plan.saving)} of the federal tax of ${plan.year}, as computed when the plan was saved on ${plan.saved}. An estimate: prices move, and state tax is not in it.`,
    sections: [
      {
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
          fact(
            "Added to the carryover",
            formatUsd(plan.carryoverAdded),
            "Shown apart, in no saving",
          ),
        ],
        paragraphs: plan.note === "" ? [] : [printable(plan.note, 2000)],
      },
      { ...EMPTY_SECTION, heading: "Sales", tables: [salesTable(plan)] },
      ...plan.items.map((item) => ({
        ...EMPTY_SECTION,
        heading: "",
        tables: [lotsTable(item)],
      })),
      {
        ...EMPTY_SECTION,
        heading: "Before you sell",
        paragraphs: [
          "Name the lots no later than the moment of each sale; without a record the earliest units of the account count as sold (Reg. 1.1012-1(j)). The trade date decides the year. Buying back starts a new basis and a new holding period; no law sets a waiting time for coins, and none is safe (IRC 7701(o)).",
        ],
      },
      ...(plan.comments.length === 0 ? [] : [{ ...EMPTY_SECTION, ...commentsSection(plan) }]),
    ],
  };
}

const fact = (label: string, value: string, note = "") => ({ label, value, note });

const salesTable = (plan: PlanView): Table => ({
  heading: "",
  intro: "",
  columns: [
    { label: "Sell", align: "left", share: 3 },
    { label: "From", align: "left", share: 3 },
    { label: "Price then", align: "right", share: 2.4 },
    { label: "Gain or loss", align: "right", share: 2.6 },
    { label: "Saves", align: "right", share: 2.4 },
    { label: "Sold so far", align: "right", share: 2.4 },
  ],
  rows: plan.items.map((item) => [
    `${formatQuantity(item.quantity)} ${printable(item.asset, 20)}`,
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
    formatUsd(plan.saving),
    `${plan.doneCount} of ${plan.items.length}`,
  ],
  empty: "",
});

const lotsTable = (item: PlanSaleView): Table => ({
  heading: `${printable(item.asset, 20)} from ${printable(item.accountName, 60)}, by ${item.method}`,
  intro:
    item.priceThenAt === null
      ? ""
      : `Price of ${item.priceThenAt.slice(0, 16).replace("T", " ")} UTC.`,
  columns: [
    { label: "Acquired", align: "left", share: 2 },
    { label: "Lot", align: "left", share: 2 },
    { label: "Units", align: "right", share: 3 },
    { label: "Basis", align: "right", share: 2.4 },
    { label: "Gain or loss", align: "right", share: 2.4 },
    { label: "Term", align: "left", share: 1.4 },
  ],
  rows: item.lots.map((lot) => [
    lot.acquired ?? "not known",
    lot.lot.slice(0, 8),
    formatQuantity(lot.quantity),
    formatUsd(lot.basis),
    formatUsd(lot.gain),
    lot.term,
  ]),
  total: null,
  empty: "",
});

const commentsSection = (plan: PlanView) => ({
  heading: "What was said",
  paragraphs: plan.comments.map(
    ({ author, at, text }) => `${printable(author, 80)}, ${at}: ${printable(text, 4000)}`,
  ),
});
