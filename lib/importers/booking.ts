import { shareOf } from "@/lib/money/allocate";
import { quantityText } from "@/lib/money/quantity";
import { sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type {
  ChainRef,
  ConversionForm,
  FeeInKind,
  IncomeKind,
  Leg,
  Lost,
} from "@/lib/tax/transaction";
import { isFiat } from "./assets";
import { type Cells, problemIn } from "./cells";
import { cashOf, dollarsOnly, exchangeOf, isMoney, usdOf } from "./legs";
import type { ParsedTransaction, RowProblem, UnaskedToken } from "./source";
import type { Told } from "./told";
import { transferOf } from "./transfer-legs";

/** What rows of a file mean, whatever the source calls it. Legs of government money become money, never lots. */
export type Meaning =
  | Incoming
  | Outgoing
  | Both
  /** Kept, flagged, without effect until a person says what it is. */
  | {
      readonly is: "unknown";
      readonly reason: string;
      /** A token nobody asked for: it does not even enter the books. */
      readonly spam?: UnaskedToken | null;
    };

type Both =
  | { readonly is: "exchange" }
  | { readonly is: "migration" }
  | { readonly is: "conversion"; readonly form: ConversionForm }
  /** From this account to another own one, which the file names; what does not arrive, and fees in that coin, went to the network. */
  | { readonly is: "transfer"; readonly to: string };

type Incoming =
  | { readonly is: "deposit" }
  | { readonly is: "gift-received" }
  | { readonly is: "income"; readonly kind: IncomeKind };

type Outgoing =
  | { readonly is: "withdrawal" }
  | { readonly is: "spend" }
  | { readonly is: "fee" }
  | { readonly is: "gift-sent" }
  | { readonly is: "donation" }
  | { readonly is: "lost"; readonly reason: Lost["reason"] };

/** An event as its rows tell it. Amounts are positive; fees are paid on top of what was sent. */
export interface Movement {
  readonly meaning: Meaning;
  readonly sent?: Leg | null;
  readonly received?: Leg | null;
  readonly fees?: readonly Leg[];
  /** Dollars the coins were worth, where no money leg says it. */
  readonly value?: Usd | null;
  /** Dollars the only fee was worth, where it is not paid in dollars. */
  readonly feeValue?: Usd | null;
  /** The source's own word for it. */
  readonly label: string;
  /** Something odd a person must look at, though the meaning is clear. */
  readonly question?: string | null;
  /** Hash and address of a deposit or withdrawal, where the source tells them: transfers are found by them. */
  readonly chain?: ChainRef | null;
}

/** Columns that what must be asked points to: where the kind stands, and where money of an exchange is named. */
export interface Places {
  readonly kind: string;
  readonly money: string;
}

/** Books one event. `places` are the columns of its file. */
export function book(
  told: Told,
  movement: Movement,
  cells: Cells,
  places: Places,
): ParsedTransaction {
  const { sent = null, received = null, value = null } = movement;
  const fees = feesIn(movement);
  const asked = [movement.question ?? null, fees.question].filter((text) => text !== null);
  const problem = asked.length === 0 ? null : problemIn(cells, places.kind, asked.join(" "));
  const isDollarsOnly = problem !== null && (movement.question ?? null) === null;
  const question = isDollarsOnly ? dollarsOnly(problem) : problem;
  const base: Told = { ...told, feeUsd: fees.feeUsd, fees: fees.fees, question };
  const booked = bookKnown(base, movement, { sent, received, value }, cells, places.money);
  if (typeof booked !== "string") {
    return withChain(booked, movement.chain ?? null);
  }
  const kept = keep(
    base,
    { sent, received, value },
    movement.label,
    problemIn(cells, places.kind, booked),
  );
  const spam = movement.meaning.is === "unknown" ? (movement.meaning.spam ?? null) : null;
  return spam === null ? kept : { spam, ...kept };
}

/** Only what comes from or goes to somewhere not yet known needs its trace on the chain. */
function withChain(booked: ParsedTransaction, chain: ChainRef | null): ParsedTransaction {
  return chain !== null && (booked.kind === "deposit" || booked.kind === "withdrawal")
    ? { chain, ...booked }
    : booked;
}

interface Sides {
  readonly sent: Leg | null;
  readonly received: Leg | null;
  readonly value: Usd | null;
}

/** The transaction, or why it cannot be told what it is. */
function bookKnown(
  base: Told,
  { meaning }: Movement,
  sides: Sides,
  cells: Cells,
  column: string,
): ParsedTransaction | string {
  const { sent, received, value } = sides;
  switch (meaning.is) {
    case "unknown":
      return meaning.reason;
    case "exchange":
    case "migration":
    case "conversion":
    case "transfer":
      return sent === null || received === null
        ? "Only one side of this exchange is here."
        : bookBoth(base, meaning, { sent, received, value }, cells, column);
    case "deposit":
    case "gift-received":
    case "income":
      return received === null ? "Nothing came in." : bookIncoming(base, meaning, received, value);
    default:
      return sent === null ? "Nothing went out." : bookOutgoing(base, meaning, sent, value);
  }
}

function bookBoth(
  base: Told,
  meaning: Both,
  sides: { readonly sent: Leg; readonly received: Leg; readonly value: Usd | null },
  cells: Cells,
  column: string,
): ParsedTransaction | string {
  const { sent, received, value } = sides;
  switch (meaning.is) {
    case "exchange":
      return exchangeOf(base, { sent, received }, value, cells, column);
    case "migration":
      return { kind: "migration", sent, received, ...base };
    case "conversion": {
      const { form } = meaning;
      return { kind: "conversion", form, treatment: null, sent, received, value, ...base };
    }
    case "transfer":
      return transferOf(base, meaning.to, { sent, received, value });
  }
}

function bookIncoming(
  base: Told,
  meaning: Incoming,
  received: Leg,
  value: Usd | null,
): ParsedTransaction | string {
  if (isMoney(received)) {
    return meaning.is === "deposit"
      ? cashOf(base, received, false)
      : "Paid in money, not in coins: enter it where the return asks for it.";
  }
  switch (meaning.is) {
    case "deposit":
      return { kind: "deposit", received, value, ...base };
    case "income":
      return { kind: "income", received, value, incomeKind: meaning.kind, ...base };
    case "gift-received":
      return {
        kind: "gift-received",
        received,
        value,
        donorBasis: null,
        donorAcquired: null,
        giftTaxShare: ZERO_USD,
        ...base,
      };
  }
}

function bookOutgoing(
  base: Told,
  meaning: Outgoing,
  sent: Leg,
  value: Usd | null,
): ParsedTransaction {
  if (isMoney(sent)) {
    return cashOf(base, sent, true);
  }
  switch (meaning.is) {
    case "withdrawal":
      return { kind: "withdrawal", sent, value, ...base };
    case "spend":
      return { kind: "spend", sent, value, ...base };
    case "fee":
      return { kind: "fee", sent, value, ...base };
    case "lost":
      return { kind: "lost", sent, reason: meaning.reason, ...base };
    default:
      return { kind: meaning.is, sent, value, ...base };
  }
}

function keep(
  base: Told,
  { sent, received, value }: Sides,
  label: string,
  problem: RowProblem,
): ParsedTransaction {
  const reason = [problem.reason, base.question?.reason ?? ""].join(" ").trim();
  return {
    kind: "unknown",
    label,
    sent: isMoney(sent) ? null : sent,
    received: isMoney(received) ? null : received,
    value,
    ...base,
    question: { ...problem, reason },
  };
}

/** Fees in dollars as dollars, in coins as units on top; other money as dollars where its value is told, else as it is. */
function feesIn(movement: Movement): {
  readonly feeUsd: Usd;
  readonly fees: readonly FeeInKind[];
  readonly question: string | null;
} {
  const { fees = [], feeValue = null } = movement;
  const dollars: Usd[] = [];
  const inKind: FeeInKind[] = [];
  const foreign: string[] = [];
  for (const fee of fees) {
    const paid = usdOf(fee) ?? (isFiat(fee.asset) ? feeValue : null);
    if (paid !== null) {
      dollars.push(paid);
    } else if (isFiat(fee.asset)) {
      foreign.push(`${quantityText(fee.quantity)} ${fee.asset}`);
      inKind.push({ ...fee, value: null });
    } else {
      inKind.push({ ...fee, value: feeValue ?? pricedLike(fee, movement) });
    }
  }
  return {
    feeUsd: dollars.length === 0 ? ZERO_USD : sumUsd(dollars),
    fees: inKind,
    question:
      foreign.length === 0
        ? null
        : `The fee is ${foreign.join(", ")}: give its value in US dollars.`,
  };
}

/** A fee in the coin of a leg is worth its share of what that leg is worth. */
function pricedLike(
  fee: Leg,
  { sent = null, received = null, value = null }: Movement,
): Usd | null {
  const same = [sent, received].find((leg) => leg?.asset === fee.asset) ?? null;
  const worth = value ?? usdOf(sent) ?? usdOf(received);
  return same === null || worth === null ? null : shareOf(worth, fee.quantity, same.quantity);
}
