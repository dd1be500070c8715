import { z } from "zod";
import { BOOKS_FORMAT } from "@/lib/reports/exports/books-json";
import type { YearEndInput } from "@/lib/reports/input";
import { err, ok, type Result } from "@/lib/result";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import type { LedgerSettings, YearProfile } from "@/lib/tax/settings";
import { TICKET_PURPOSES, type TicketUse } from "@/lib/tax/tickets/ticket";
import {
  accountId,
  type Transaction,
  type TransactionId,
  transactionId,
} from "@/lib/tax/transaction";
import type { ValuedAmount } from "@/lib/tax/valuation/value-transactions";
import type { TaxMethod } from "@/lib/tax/worksheets/tax-table";
import {
  account,
  asset,
  date,
  dollars,
  moment,
  transaction,
  transactionShape,
  units,
} from "./books-shape";

/** An export of books as it was written: what a report is computed from, and nothing that was computed. */
export type ExportedBooks = Omit<YearEndInput, "result" | "ledger" | "positions" | "plan"> & {
  readonly asOfMoment: YearEndInput["generatedAt"];
  readonly transactions: readonly Transaction[];
  readonly profiles: readonly YearProfile[];
  readonly method?: TaxMethod;
  /** What of them a price gave, and the lots named before sales: what an audit pack tells besides. */
  readonly valuedAmounts?: ReadonlyMap<TransactionId, readonly ValuedAmount[]>;
  readonly tickets?: readonly TicketUse[];
  /** What is kept of filed returns, as it was written: papers of a filed year read it (`readFiledData`). */
  readonly filed?: unknown;
};

const METHODS = ["fifo", "lifo", "hifo", "lofo", "lowest-gain"] as const;
const accountFacts = z.strictObject({
  account,
  custody: z.enum(["own", "broker"]),
  owner: z.enum(["client", "spouse", "ira"]),
});
const assetFacts = z.strictObject({
  asset,
  class: z.enum(["digital", "security", "tokenized-security"]),
  collectible: z.boolean(),
  identicalTo: z.string().nullable(),
});
const treatment = z.enum(["taxable", "carry-over", "ask"]);

const settingsShape: z.ZodType<LedgerSettings, unknown> = z.strictObject({
  timeZone: z.string(),
  pool: z.enum(["account", "universal-until-2024", "universal"]),
  standingOrders: z.array(
    z.strictObject({
      id: z.string(),
      account: account.nullable(),
      method: z.enum(METHODS),
      effectiveFrom: moment,
      madeAt: moment,
      toldBrokerAt: moment.nullable(),
    }),
  ),
  identifications: z.array(
    z.strictObject({
      transaction,
      madeAt: moment,
      toldBrokerAt: moment.nullable(),
      lots: z.array(z.strictObject({ lot: z.string(), quantity: units })),
    }),
  ),
  allocation2025: z
    .strictObject({
      kind: z.enum(["specific", "global"]),
      completedAt: moment,
      describedAt: moment.nullable().exactOptional(),
      extended: z.boolean().exactOptional(),
      rows: z.array(z.strictObject({ account, lot: z.string(), quantity: units })),
    })
    .nullable(),
  transferFee: z.enum(["disposal", "drop", "carry"]),
  swapCostsBefore2025: z.enum(["given-up", "received", "halves"]),
  conversions: z.strictObject({
    wrap: treatment,
    bridge: treatment,
    liquidity: treatment,
    "liquid-staking": treatment,
  }),
  washSalesOfDigitalAssetsFrom: date.nullable(),
  accounts: z.array(accountFacts),
  assets: z.array(assetFacts),
});

const profileShape: z.ZodType<YearProfile, unknown> = z.strictObject({
  year: z.number().int(),
  filingStatus: z.enum(["single", "mfj", "mfs", "hoh", "qss"]),
  ordinaryIncome: dollars,
  deduction: dollars,
  qualifiedDividends: dollars,
  otherInvestmentIncome: dollars,
  magiAddBack: dollars,
  otherShort: dollars,
  otherLong: dollars,
  scheduleD: z
    .strictObject({
      line4: dollars.exactOptional(),
      line5: dollars.exactOptional(),
      line11: dollars.exactOptional(),
      line12: dollars.exactOptional(),
      line13: dollars.exactOptional(),
    })
    .exactOptional(),
  miningIsBusiness: z.boolean().exactOptional(),
  shortCarryoverIn: dollars.nullable(),
  longCarryoverIn: dollars.nullable(),
});

const formsShape: z.ZodType<FormInput, unknown> = z.strictObject({
  brokerReports: z
    .array(
      z.strictObject({
        disposal: transaction,
        form: z.enum(["1099-B", "1099-DA"]),
        proceeds: dollars,
        basis: dollars.nullable(),
        basisReported: z.boolean(),
        term: z.enum(["short", "long", "ordinary"]).nullable(),
        washDisallowed: dollars.nullable(),
        acquired: date.nullable(),
        units: units.nullable(),
      }),
    )
    .exactOptional(),
  brokerLines: z
    .array(
      z.strictObject({
        id: z.string(),
        taxYear: z.number().int(),
        payer: z.string(),
        name: z.string(),
        asset: asset.nullable(),
        units,
        acquired: z.union([date, z.literal("various")]).nullable(),
        sold: date.nullable(),
        proceeds: dollars,
        basis: dollars.nullable(),
        basisReported: z.boolean(),
        term: z.enum(["short", "long", "ordinary"]).nullable(),
        answer: z.enum(["own-transfer", "nominee"]),
      }),
    )
    .exactOptional(),
  adjustments: z
    .array(
      z.strictObject({
        disposal: transaction,
        code: z.enum(["D", "H", "L", "N", "O", "P", "Q", "R", "S", "X", "Y", "Z"]),
        amount: dollars,
      }),
    )
    .exactOptional(),
  rounding: z.enum(["cents", "dollars"]).exactOptional(),
  exception1: z.enum(["list", "direct"]).exactOptional(),
  various: z.boolean().exactOptional(),
});

const span = z.strictObject({ now: dollars, low: dollars, high: dollars }).nullable();
const byId = <Key extends string, Value>(
  key: (id: string) => Key,
  value: z.ZodType<Value, unknown>,
) =>
  z
    .record(z.string(), value)
    .transform((found) => new Map(Object.entries(found).map(([id, one]) => [key(id), one])));

const openShape = z.strictObject({
  tax: span,
  gain: span,
  isBound: z.boolean(),
  unknown: z.number(),
  kinds: z.array(z.strictObject({ title: z.string(), count: z.number() })),
  dismissed: byId((id) => id, z.string()),
  others: z.array(
    z.strictObject({
      kind: z.string(),
      date,
      account: account.nullable(),
      asset: asset.nullable(),
      quantity: units.nullable(),
      transaction: transaction.nullable(),
      message: z.string(),
      remedy: z.string(),
      dismissed: z.string().nullable(),
    }),
  ),
});

const valuedShape: z.ZodType<ValuedAmount, unknown> = z.strictObject({
  name: z.string(),
  leg: z.strictObject({ asset, quantity: units }),
  amount: dollars,
  price: z.strictObject({
    asset,
    price: z.string(),
    span: z.enum(["minute", "hour", "day"]),
    starts: moment,
    at: moment,
    pair: z.string(),
    source: z.string(),
    toldBy: z.enum(["market", "person"]),
  }),
});

const namedUnits = z.array(z.strictObject({ lot: z.string(), quantity: units }));
const ticketShape: z.ZodType<TicketUse, unknown> = z.strictObject({
  ticket: z.strictObject({
    id: z.string(),
    purpose: z.enum(TICKET_PURPOSES),
    account,
    asset,
    madeAt: moment,
    expiresAt: moment,
    toldBrokerAt: moment.nullable(),
    withdrawnAt: moment.nullable(),
    lots: namedUnits,
  }),
  fills: z.array(z.strictObject({ transaction, at: moment, lots: namedUnits })),
  left: namedUnits,
});

// A season's steps know more of themselves than a report prints.
const stepShape = z.object({
  id: z.string(),
  due: date,
  title: z.string(),
  reason: z.string(),
  authority: z.string(),
  done: z.boolean(),
  evidence: z.string(),
});

const booksShape = z.object({
  format: z.literal(BOOKS_FORMAT),
  client: z.string(),
  year: z.number().int(),
  asOf: date,
  asOfMoment: moment,
  generatedAt: moment,
  settings: settingsShape,
  forms: formsShape,
  profiles: z.array(profileShape),
  method: z.enum(["table", "schedule"]).exactOptional(),
  accounts: byId(accountId, z.string()),
  assetNames: byId((id) => id, z.string()).exactOptional(),
  steps: z.array(stepShape),
  open: openShape.exactOptional(),
  sources: byId(
    transactionId,
    z.strictObject({ reference: z.string().nullable(), place: z.string() }),
  ),
  prices: z.array(z.strictObject({ asset, price: z.string(), at: moment, source: z.string() })),
  valued: z.strictObject({ amounts: z.number(), sources: z.array(z.string()) }).exactOptional(),
  transactions: z.array(transactionShape),
  valuedAmounts: byId(transactionId, z.array(valuedShape)).exactOptional(),
  tickets: z.array(ticketShape).exactOptional(),
  filed: z.unknown().optional(),
  engineVersion: z.string(),
  inputHash: z.string(),
});

/** Reads an export of books. The error names the first place that is not what it should be: "transactions.3.value: not an amount in dollars". */
export function readBooks(text: string): Result<ExportedBooks, string> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return err("It is not JSON.");
  }
  const read = booksShape.safeParse(data);
  if (!read.success) {
    const [first] = read.error.issues;
    return err(`${first?.path.join(".") ?? ""}: ${first?.message ?? "not an export of books"}`);
  }
  const { format: _format, ...books } = read.data;
  return ok({ issues: [], ...books });
}

/** True for text that says it is an export of books, readable or not. */
export function looksLikeBooks(text: string): boolean {
  return text.startsWith("{") && text.includes(BOOKS_FORMAT);
}
