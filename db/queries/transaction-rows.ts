import { type Quantity, quantity, quantityText } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { assertNever } from "@/lib/result";
import {
  type AssetId,
  assetId,
  type Conversion,
  type ConversionForm,
  type FeeInKind,
  type GiftReceived,
  type IncomeKind,
  type Leg,
  type Lost,
  type Origin,
  type Transaction,
} from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import type { StoredFee, transactions } from "../schema/transactions";
import { furtherIn, referenceIn, withFurther, withReference } from "./further-files";
import {
  buyDetailIn,
  chainIn,
  deniedLossIn,
  detailOf,
  NOTHING,
  needed,
  optionalUsd,
  optionalUsdText,
  sellDetailIn,
  withheldIn,
} from "./transaction-detail";

type Row = typeof transactions.$inferSelect;

/** The columns that hold a transaction itself, without its record keeping. */
export type TransactionColumns = Pick<
  Row,
  | "id"
  | "accountId"
  | "toAccountId"
  | "kind"
  | "at"
  | "dateOnly"
  | "sequence"
  | "sentAsset"
  | "sentQuantity"
  | "receivedAsset"
  | "receivedQuantity"
  | "valueUsd"
  | "feeUsd"
  | "fees"
  | "detail"
  | "batchId"
  | "fileName"
  | "lines"
  | "note"
>;

/** A transaction as its columns: `fromColumns` gives it back exactly. The hand's name in `origin` is not stored here but in `entered_by`. */
export function toColumns(transaction: Transaction): TransactionColumns {
  const { origin } = transaction;
  const file = origin.from === "file" ? origin : null;
  const { sentAsset, sentQuantity, receivedAsset, receivedQuantity } = legs(transaction);
  return {
    id: transaction.id,
    accountId: transaction.account,
    toAccountId: transaction.kind === "transfer" ? transaction.toAccount : null,
    kind: transaction.kind,
    at: transaction.at,
    dateOnly: transaction.date,
    sequence: transaction.sequence,
    sentAsset,
    sentQuantity,
    receivedAsset,
    receivedQuantity,
    valueUsd: "value" in transaction ? transaction.value : null,
    feeUsd: transaction.feeUsd,
    fees: transaction.fees.map(storedFee),
    detail: withReference(withFurther(detailOf(transaction), file?.also), file?.reference),
    batchId: (file?.batch ?? null) as Row["batchId"],
    fileName: file?.file ?? null,
    lines: file === null ? null : [...file.lines],
    note: transaction.note,
  };
}

/** The transaction its columns tell. Throws when they do not fit together: that is never the person's fault. */
export function fromColumns(row: TransactionColumns & Pick<Row, "enteredBy">): Transaction {
  const told = toldOf(row);
  const value = row.valueUsd;
  const detail = (name: string) => row.detail[name] ?? null;
  const { kind } = row;
  switch (kind) {
    case "buy":
      return { kind, received: received(row), value, ...told, ...buyDetailIn(row.detail) };
    case "deposit":
      return { kind, received: received(row), value, ...told, ...chainIn(row.detail) };
    case "inherited":
      return { kind, received: received(row), value, ...told };
    case "withdrawal":
      return { kind, sent: sent(row), value, ...told, ...chainIn(row.detail) };
    case "gift-sent":
    case "donation":
    case "fee":
      return { kind, sent: sent(row), value, ...told };
    case "sell":
      return { kind, sent: sent(row), value, ...told, ...sellDetailIn(row.detail) };
    case "spend":
      return { kind, sent: sent(row), value, ...told, ...deniedLossIn(row.detail) };
    case "swap": {
      const withheld = withheldIn(row.detail);
      return {
        kind,
        sent: sent(row),
        received: received(row),
        value,
        withheld,
        ...told,
        ...deniedLossIn(row.detail),
      };
    }
    case "income": {
      const incomeKind = needed(detail("incomeKind")) as IncomeKind;
      return { kind, received: received(row), value, incomeKind, ...told };
    }
    case "transfer": {
      const toAccount = needed(row.toAccountId);
      const feeValue = optionalUsd(detail("feeValue"));
      return { kind, toAccount, sent: sent(row), received: received(row), feeValue, ...told };
    }
    case "gift-received":
      return giftOf(row, told);
    case "lost":
      return { kind, sent: sent(row), reason: needed(detail("reason")) as Lost["reason"], ...told };
    case "migration":
      return { kind, sent: sent(row), received: received(row), ...told };
    case "conversion":
      return conversionOf(row, told);
    case "cash": {
      const { asset, quantity: amount } = received(row);
      return { kind, currency: asset, amount, ...told };
    }
    case "unknown": {
      const label = needed(detail("label"));
      return { kind, label, sent: sentOrNull(row), received: receivedOrNull(row), value, ...told };
    }
    default:
      return assertNever(kind);
  }
}

type Told = ReturnType<typeof toldOf>;

function giftOf(row: TransactionColumns, told: Told): GiftReceived {
  const { donorBasis = null, donorAcquired = null, giftTaxShare = null, fromSpouse } = row.detail;
  return {
    kind: "gift-received",
    received: received(row),
    value: row.valueUsd,
    donorBasis: optionalUsd(donorBasis),
    donorAcquired: donorAcquired === null ? null : calendarDate(donorAcquired),
    giftTaxShare: usd(needed(giftTaxShare)),
    ...told,
    ...(fromSpouse === undefined ? NOTHING : { fromSpouse: true as const }),
  };
}

function conversionOf(row: TransactionColumns, told: Told): Conversion {
  const { form = null, treatment = null } = row.detail;
  return {
    kind: "conversion",
    form: needed(form) as ConversionForm,
    treatment: treatment as Conversion["treatment"],
    sent: sent(row),
    received: received(row),
    value: row.valueUsd,
    ...told,
  };
}

function toldOf(row: TransactionColumns & Pick<Row, "enteredBy">) {
  return {
    id: row.id,
    account: row.accountId,
    at: row.at,
    date: row.dateOnly,
    sequence: row.sequence,
    feeUsd: row.feeUsd,
    fees: row.fees.map(feeOf),
    origin: originOf(row),
    note: row.note,
  };
}

function originOf(row: TransactionColumns & Pick<Row, "enteredBy">): Origin {
  return row.batchId === null
    ? { from: "hand", by: row.enteredBy }
    : {
        from: "file",
        batch: row.batchId,
        file: needed(row.fileName),
        lines: needed(row.lines),
        ...furtherIn(row.detail),
        ...referenceIn(row.detail),
      };
}

type Legs = Pick<
  TransactionColumns,
  "sentAsset" | "sentQuantity" | "receivedAsset" | "receivedQuantity"
>;

function legs(transaction: Transaction): Legs {
  const given = "sent" in transaction ? transaction.sent : null;
  const got =
    transaction.kind === "cash"
      ? { asset: transaction.currency, quantity: transaction.amount }
      : "received" in transaction
        ? transaction.received
        : null;
  return {
    sentAsset: given?.asset ?? null,
    sentQuantity: given?.quantity ?? null,
    receivedAsset: got?.asset ?? null,
    receivedQuantity: got?.quantity ?? null,
  };
}

const leg = (asset: AssetId | null, units: Quantity | null): Leg | null =>
  asset === null || units === null ? null : { asset, quantity: units };

const sentOrNull = (row: Legs) => leg(row.sentAsset, row.sentQuantity);
const receivedOrNull = (row: Legs) => leg(row.receivedAsset, row.receivedQuantity);
const sent = (row: Legs) => needed(sentOrNull(row));
const received = (row: Legs) => needed(receivedOrNull(row));

const storedFee = (fee: FeeInKind): StoredFee => ({
  asset: fee.asset,
  quantity: quantityText(fee.quantity),
  value: optionalUsdText(fee.value),
});

const feeOf = (fee: StoredFee): FeeInKind => ({
  asset: assetId(fee.asset),
  quantity: quantity(fee.quantity),
  value: optionalUsd(fee.value),
});
