import type { Quantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import type { DeniedLoss } from "./facts";

declare const idBrand: unique symbol;
type Id<Name extends string> = string & { readonly [idBrand]: Name };

/** Identifies one transaction of one client. */
export type TransactionId = Id<"Transaction">;
/** Identifies one exchange account or wallet of one client. */
export type AccountId = Id<"Account">;
/** Identifies an asset: "BTC", "ETH", one NFT. Dollars are never an asset here; other fiat money is ("EUR"). */
export type AssetId = Id<"Asset">;

/** Marks text from our own database, files or tests as an id. */
export const transactionId = (text: string): TransactionId => text as TransactionId;
export const accountId = (text: string): AccountId => text as AccountId;
export const assetId = (text: string): AssetId => text as AssetId;

/** So many units of one asset; the quantity is positive in good data (the engine reports it when it is not). */
export interface Leg {
  readonly asset: AssetId;
  readonly quantity: Quantity;
}

/** A cost paid in units of an asset or in foreign money, on top of the legs; `value` is its fair market value in USD at that time, null if not known. */
export interface FeeInKind extends Leg {
  readonly value: Usd | null;
}

/** Where a transaction came from: the lines of an uploaded file (1-based, as an editor counts them), or a person's hand. */
export type Origin =
  | {
      readonly from: "file";
      readonly batch: string;
      readonly file: string;
      readonly lines: readonly number[];
      /** Further files that tell of the same event: an explorer gives four of one address. Absent: none. */
      readonly also?: readonly FilePart[];
      /** The source's own id of the event, where it gives one. */
      readonly reference?: string;
    }
  | { readonly from: "hand"; readonly by: string };

/** Lines of one imported file. */
export interface FilePart {
  readonly batch: string;
  readonly file: string;
  readonly lines: readonly number[];
}

/** What every transaction tells. */
interface Told {
  readonly id: TransactionId;
  readonly account: AccountId;
  /** When it was executed (trade time, not settlement: Pub. 550). */
  readonly at: Instant;
  /** Set when the source gave only a day: then this is the tax date whatever the zone, and `at` only orders it. */
  readonly date: CalendarDate | null;
  /** Order among equal instants as the source told it (file line); ties after that go by id. */
  readonly sequence: number;
  /** Costs stated in dollars: raise the basis of what is bought, lower the amount realized of what is sold (Reg. 1.1012-1(h), 1.1001-7(b)). */
  readonly feeUsd: Usd;
  readonly fees: readonly FeeInKind[];
  readonly origin: Origin;
  readonly note: string;
}

/** Units bought for money. `value`: dollars paid before fees; null when stated in other money or missing. */
export interface Buy extends Told {
  readonly kind: "buy";
  readonly received: Leg;
  readonly value: Usd | null;
  /** The foreign money paid before fees, where the source tells it; a rate of that day values it when `value` is null. */
  readonly money?: Leg;
  /** Bought from a related seller whose loss was denied by IRC 267(a)(1): that loss, which a later gain is free of (IRC 267(d)). */
  readonly sellerDeniedLoss?: Usd;
  /** These units replaced ones sold at a loss outside these books: they take over its loss and period and replace no others. */
  readonly replacementElsewhere?: ReplacementElsewhere;
}

/** What a wash sale outside the books left on a purchase (IRC 1091(d), 1223(3); Reg. 1.1091-1(e)). */
export interface ReplacementElsewhere {
  /** Disallowed loss to add to basis; zero or more. */
  readonly disallowed: Usd;
  /** First day of the holding period as it counts; null: the day of the purchase. */
  readonly heldFrom: CalendarDate | null;
}

/** Units sold for money. `value`: gross proceeds before fees; null when stated in other money or missing. */
export interface Sell extends Told {
  readonly kind: "sell";
  readonly sent: Leg;
  readonly value: Usd | null;
  /** The foreign money received before fees, where the source tells it; a rate of that day values it when `value` is null. */
  readonly money?: Leg;
  /** Set when a loss would not be deductible whatever its size (IRC 267(a)(1), 262). */
  readonly deniedLoss?: DeniedLoss;
  /** These units were delivered to close a short sale entered on this day; `at` is the delivery (Reg. 1.1233-1(a), 1.1091-1(g)). */
  readonly shortSaleEntered?: CalendarDate;
}

/** One asset exchanged for another. `value`: fair market value of all units in `received` (the withheld ones included). */
export interface Swap extends Told {
  readonly kind: "swap";
  readonly sent: Leg;
  readonly received: Leg;
  readonly value: Usd | null;
  /** Units of the received asset kept back for costs, contained in `received` (Reg. 1.1012-1(j)(3)(iii)). */
  readonly withheld: { readonly quantity: Quantity; readonly value: Usd } | null;
  readonly deniedLoss?: DeniedLoss;
}

/** Deals of decentralised finance that no rule calls a sale or not (Notice 2024-57; rules.md 2.9). */
export type ConversionForm = "wrap" | "bridge" | "liquidity" | "liquid-staking";

/**
 * One asset for its wrapped, bridged, pooled or staked form, or back. `treatment`: a taxable exchange, or basis and dates carry
 * over; null leaves it to the client's setting. `value`: fair market value of what was received.
 */
export interface Conversion extends Told {
  readonly kind: "conversion";
  readonly form: ConversionForm;
  readonly treatment: "taxable" | "carry-over" | null;
  readonly sent: Leg;
  readonly received: Leg;
  readonly value: Usd | null;
}

/** Kinds of ordinary income paid in units (rules.md section 4). */
export type IncomeKind =
  | "staking"
  | "mining"
  | "reward"
  | "interest"
  | "airdrop"
  | "fork"
  | "wages"
  | "services"
  | "other";

/** Units received as ordinary income. `value`: fair market value when dominion and control was gained (Rev. Rul. 2023-14). */
export interface Income extends Told {
  readonly kind: "income";
  readonly received: Leg;
  readonly value: Usd | null;
  readonly incomeKind: IncomeKind;
}

/** Units paid for goods or services. `value`: fair market value of what was obtained. */
export interface Spend extends Told {
  readonly kind: "spend";
  readonly sent: Leg;
  readonly value: Usd | null;
  readonly deniedLoss?: DeniedLoss;
}

/** Own account to own account. What was sent less what was received is the network fee in kind; `feeValue` is its value in USD. */
export interface Transfer extends Told {
  readonly kind: "transfer";
  readonly toAccount: AccountId;
  readonly sent: Leg;
  readonly received: Leg;
  readonly feeValue: Usd | null;
}

/** What a source tells of a movement on its chain; text as the source writes it, null where it tells nothing. */
export interface ChainRef {
  readonly hash: string | null;
  /** Where units were sent to, or the own address they came to. */
  readonly address: string | null;
}

/** Units that arrived from somewhere not yet known. Not income and not a purchase: its basis is not known until it is settled. `value`: market value as the source told it, for information. */
export interface Deposit extends Told {
  readonly kind: "deposit";
  readonly received: Leg;
  readonly value: Usd | null;
  readonly chain?: ChainRef;
}

/** Units that left to somewhere not yet known. Not a sale until it is settled. */
export interface Withdrawal extends Told {
  readonly kind: "withdrawal";
  readonly sent: Leg;
  readonly value: Usd | null;
  readonly chain?: ChainRef;
}

/** A gift received (IRC 1015). `value`: fair market value at the gift. */
export interface GiftReceived extends Told {
  readonly kind: "gift-received";
  /** From a spouse, or by divorce: basis and dates carry over whatever the value (IRC 1041(b)(2)). */
  readonly fromSpouse?: true;
  readonly received: Leg;
  readonly value: Usd | null;
  readonly donorBasis: Usd | null;
  readonly donorAcquired: CalendarDate | null;
  /** Share of the donor's gift tax that is added to basis (IRC 1015(d)(6)). */
  readonly giftTaxShare: Usd;
}

/** Inherited units (IRC 1014). `value`: fair market value at death or the alternate date. */
export interface Inherited extends Told {
  readonly kind: "inherited";
  readonly received: Leg;
  readonly value: Usd | null;
}

/** A gift made, or a donation to charity: no gain and no loss. `value`: fair market value, for the donation's records. */
export interface GiftSent extends Told {
  readonly kind: "gift-sent" | "donation";
  readonly sent: Leg;
  readonly value: Usd | null;
}

/** Units gone without a sale. Never a capital loss by itself (rules.md section 6). */
export interface Lost extends Told {
  readonly kind: "lost";
  readonly sent: Leg;
  readonly reason: "worthless" | "abandoned" | "theft" | "lost" | "bankruptcy";
}

/** One asset renamed or replaced by its issuer one for one (or by a fixed ratio): basis and dates carry over, no disposal. */
export interface Migration extends Told {
  readonly kind: "migration";
  readonly sent: Leg;
  readonly received: Leg;
}

/** A cost paid in units with nothing else happening (a failed on-chain transaction's gas, a custody fee). */
export interface FeeOnly extends Told {
  readonly kind: "fee";
  readonly sent: Leg;
  readonly value: Usd | null;
}

/** Money moved in or out of an account: no tax effect, kept so the ledger is whole. `amount` is signed, in `currency`. */
export interface Cash extends Told {
  readonly kind: "cash";
  readonly currency: AssetId;
  readonly amount: Quantity;
}

/** A row whose kind is not understood: kept, flagged, no effect until a person says what it is. */
export interface Unknown extends Told {
  readonly kind: "unknown";
  readonly label: string;
  readonly sent: Leg | null;
  readonly received: Leg | null;
  readonly value: Usd | null;
}

/** One economic event as the person, or their file, told it. Append-only: corrected by replacing, never edited. */
export type Transaction =
  | Buy
  | Sell
  | Swap
  | Conversion
  | Income
  | Spend
  | Transfer
  | Deposit
  | Withdrawal
  | GiftReceived
  | Inherited
  | GiftSent
  | Lost
  | Migration
  | FeeOnly
  | Cash
  | Unknown;

/** The kinds, as literals. */
export type TransactionKind = Transaction["kind"];
