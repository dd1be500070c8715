import type { OnceScene } from "./scene";

type Fields = Readonly<Record<string, string>>;

/** A deed that adds something. */
export interface OnceDeed {
  readonly door: string;
  /** Tells deeds of one door apart. */
  readonly what?: string;
  readonly fields: (scene: OnceScene) => Fields;
  /** A change that makes the form say another thing. */
  readonly other: Fields;
  /** What one sending adds: so many rows of a table. */
  readonly adds: readonly [table: string, rows: number];
}

const IN_BOOKS = "action clients/[clientId]/";
const DAY = {
  effectiveDate: "2025-01-02",
  effectiveTime: "",
  madeDate: "2025-01-02",
  madeTime: "09:30",
};

const said = (kind: string): OnceDeed => ({
  door: `${IN_BOOKS}messages/actions sendMessage`,
  what: kind,
  fields: () => ({ kind, text: "The papers are ready." }),
  other: { text: "They are not." },
  adds: ["client_messages", 1],
});

/** Every deed that adds a row each time it is asked for, each with what one of them adds. */
export const ONCE_DEEDS: readonly OnceDeed[] = [
  {
    door: `${IN_BOOKS}ledger/actions saveTransaction`,
    fields: () => ({
      kind: "buy",
      account: "Once wallet",
      date: "2024-01-10",
      receivedQuantity: "0.1",
      receivedAsset: "BTC",
      value: "1000",
    }),
    other: { value: "1100" },
    adds: ["transactions", 1],
  },
  said("message"),
  said("shared"),
  said("internal"),
  {
    door: `${IN_BOOKS}documents/actions sendRequest`,
    fields: () => ({ what: "The form of your broker", year: "2025", dueOn: "" }),
    other: { what: "Another form" },
    adds: ["document_requests", 1],
  },
  {
    door: `${IN_BOOKS}reports/actions makeReport`,
    fields: ({ filedYear }) => ({ year: String(filedYear), kind: "year-end" }),
    other: { kind: "audit-pack" },
    adds: ["reports", 1],
  },
  {
    door: `${IN_BOOKS}reports/[year]/actions savePayment`,
    fields: ({ filedYear }) => ({
      year: String(filedYear),
      kind: "later",
      paidOn: `${filedYear + 1}-05-01`,
      amount: "10",
    }),
    other: { amount: "20" },
    adds: ["filed_returns", 1],
  },
  {
    door: `${IN_BOOKS}reports/[year]/actions saveEdit`,
    fields: ({ filedYear }) => ({
      year: String(filedYear),
      figure: "box:A:proceeds",
      amount: "1",
      reason: "as it was sent",
    }),
    other: { amount: "2" },
    adds: ["filed_returns", 1],
  },
  {
    door: `${IN_BOOKS}amend/[year]/actions saveOriginals`,
    fields: ({ filedYear }) => ({ year: String(filedYear), "1:a": "" }),
    other: { "1:a": "5" },
    adds: ["original_figures", 1],
  },
  {
    door: `${IN_BOOKS}harvest/tickets/actions saveTicket`,
    fields: ({ account, lot }) => ({
      account,
      asset: "BTC",
      lasts: "week",
      unsold: "on",
      [lot]: "0.01",
    }),
    other: { lasts: "today" },
    adds: ["identification_tickets", 1],
  },
  {
    door: `${IN_BOOKS}harvest/losses/actions saveLoss`,
    fields: ({ account }) => ({
      place: `${account}~BTC`,
      kind: "sold",
      price: "1",
      fee: "0",
      relation: "unrelated",
      buyer: "0x1111111111111111111111111111111111111111",
    }),
    other: { price: "2" },
    adds: ["loss_events", 1],
  },
  {
    door: `${IN_BOOKS}harvest/plans/actions keepPlan`,
    fields: ({ pick }) => ({ plan: "", name: "In November", note: "", pick }),
    other: { name: "In December" },
    adds: ["plan_versions", 1],
  },
  {
    door: `${IN_BOOKS}harvest/plans/actions keepPlan`,
    what: "the next version",
    fields: ({ plan, pick }) => ({ plan, name: "Before", note: "once more", pick }),
    other: { note: "and again" },
    adds: ["plan_versions", 1],
  },
  {
    door: `${IN_BOOKS}harvest/plans/actions sayOnPlan`,
    fields: ({ plan }) => ({ plan, text: "Sell on Monday." }),
    other: { text: "Or on Tuesday." },
    adds: ["plan_comments", 1],
  },
  {
    door: `${IN_BOOKS}harvest/actions saveAccountCosts`,
    fields: ({ account }) => ({ account, fee: "0.5", feeFixed: "" }),
    other: { fee: "0.6" },
    adds: ["account_costs", 1],
  },
  {
    door: `${IN_BOOKS}forms/actions saveRow`,
    fields: () => ({
      payer: "A broker",
      asset: "BTC",
      units: "1",
      sold: "2025-03-01",
      proceeds: "100",
    }),
    other: { proceeds: "101" },
    adds: ["typed_form_rows", 1],
  },
  {
    door: `${IN_BOOKS}settings/actions saveQuote`,
    fields: () => ({ asset: "BTC", price: "70000", date: "2026-11-01", time: "" }),
    other: { price: "71000" },
    adds: ["quotes", 1],
  },
  {
    door: `${IN_BOOKS}settings/actions saveOrder`,
    fields: () => ({ account: "", method: "hifo", ...DAY }),
    other: { method: "lifo" },
    adds: ["standing_orders", 1],
  },
  {
    door: `${IN_BOOKS}settings/actions saveLedgerSettings`,
    fields: () => ({ timeZone: "America/Chicago" }),
    other: { timeZone: "America/Denver" },
    adds: ["client_settings", 1],
  },
  {
    door: `${IN_BOOKS}people/actions sendInvite`,
    fields: () => ({ email: "once@example.com", recipient: "taxpayer", what: "read", years: "" }),
    other: { email: "twice@example.com" },
    adds: ["invitations", 1],
  },
  {
    door: `${IN_BOOKS}people/actions sendHandOff`,
    fields: ({ id, colleague }) => ({ from: id, to: colleague, note: "Yours now." }),
    other: { note: "Please." },
    adds: ["client_hand_offs", 1],
  },
  {
    door: `${IN_BOOKS}data/actions askForExport`,
    fields: () => ({}),
    other: { more: "1" },
    adds: ["client_exports", 1],
  },
  {
    door: "action clients/actions moveClient",
    fields: ({ client }) => ({
      client,
      year: "2025",
      stage: "ready",
      reason: "told so",
      query: "",
    }),
    other: { reason: "told otherwise" },
    adds: ["board_marks", 1],
  },
  {
    door: "action clients/actions dueOn",
    fields: ({ client }) => ({ client, year: "2025", due: "2026-10-15", query: "" }),
    other: { due: "2026-10-14" },
    adds: ["board_marks", 1],
  },
  {
    door: "action clients/actions newClient",
    fields: () => ({ name: "Ada Once" }),
    other: { name: "Ada Twice" },
    adds: ["clients", 1],
  },
  {
    door: "action clients/add/actions sendList",
    what: "added",
    fields: () => ({ step: "add", list: "Bea Once\nCal Once" }),
    other: { list: "Dee Once" },
    adds: ["clients", 2],
  },
  {
    door: "action clients/add/actions sendList",
    what: "added, with letters",
    fields: () => ({ step: "invite", list: "Name,E-mail\nEva Once,eva@example.com\nFay Once," }),
    other: { list: "Gil Once" },
    adds: ["invitations", 1],
  },
  {
    door: "action clients/team/actions sendColleague",
    fields: () => ({ email: "colleague.once@example.com", role: "preparer" }),
    other: { role: "viewer" },
    adds: ["invitations", 1],
  },
  {
    door: "action clients/team/actions saveWording",
    fields: () => ({ wording: "We ask once." }),
    other: { wording: "We ask twice." },
    adds: ["firm_events", 1],
  },
  {
    door: "action clients/bulk/actions beginBulk",
    fields: ({ client, filedYear }) => ({ what: "recompute", years: String(filedYear), client }),
    other: { what: "final" },
    adds: ["bulk_runs", 1],
  },
];
