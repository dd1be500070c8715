import { type Quantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { type Usd, ZERO_USD } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Part } from "./lot";
import type { LotId } from "./settings";
import type { AccountId, AssetId, TransactionId } from "./transaction";

/** Units and both bases of a part of a lot at one moment. */
export interface PartState {
  readonly quantity: Quantity;
  readonly basis: Usd | null;
  readonly lossBasis: Usd | null;
}

/** One step in the life of a lot: units drawn out of an account, or put into one. */
export interface TraceStep {
  readonly step: "drawn" | "placed";
  /** Transaction that did it; null for the 2025 re-allocation. */
  readonly transaction: TransactionId | null;
  readonly lot: LotId;
  readonly asset: AssetId;
  /** Day the lot came into the books. */
  readonly opened: CalendarDate;
  readonly account: AccountId;
  /** What was drawn or put in. */
  readonly moved: PartState;
  /** What of the lot was in the account before. */
  readonly before: PartState;
  /** Position of the step that last changed this part; null for the first of a lot in an account. */
  readonly previous: number | null;
}

/**
 * Watches one walk through the transactions and keeps each step of each lot, so that a basis can be followed back to what was
 * paid. An ordinary computation has none: the engine then does nothing but ask whether there is one.
 */
export class Trace {
  readonly steps: TraceStep[] = [];
  readonly #last = new Map<Part, number>();
  #transaction: TransactionId | null = null;

  /** Forgets everything: the walk begins again. */
  restart(): void {
    this.steps.length = 0;
    this.#last.clear();
    this.#transaction = null;
  }

  /** From here on steps belong to this transaction (null: to none). */
  begin(transaction: TransactionId | null): void {
    this.#transaction = transaction;
  }

  /** Units are about to be drawn out of a part. */
  drawn(part: Part, { quantity, basis, lossBasis }: PartState): void {
    const moved: PartState = { quantity, basis, lossBasis };
    this.#note("drawn", part, moved, stateOf(part), this.#last.get(part) ?? null);
  }

  /** A new part is about to be put into an account; `old` is the one of the same lot that it takes in. */
  placed(part: Part, old: Part | null): void {
    const previous = old === null ? null : (this.#last.get(old) ?? null);
    this.#note("placed", part, stateOf(part), old === null ? NOTHING : stateOf(old), previous);
  }

  #note(
    step: TraceStep["step"],
    part: Part,
    moved: PartState,
    before: PartState,
    previous: number | null,
  ): void {
    this.#last.set(part, this.steps.length);
    this.steps.push({
      step,
      transaction: this.#transaction,
      lot: part.lot.id,
      asset: part.lot.asset,
      opened: part.lot.opened,
      account: accountOf(part),
      moved,
      before,
      previous,
    });
  }
}

const NOTHING: PartState = { quantity: ZERO_QUANTITY, basis: ZERO_USD, lossBasis: null };

function stateOf({ quantity, basis, lossBasis }: Part): PartState {
  return { quantity, basis, lossBasis };
}

/** Parts stand in accounts; only the pool over all accounts has none, and it owns no part. */
function accountOf({ pool }: Part): AccountId {
  invariant(pool.account !== null, "a part of a lot is in an account");
  return pool.account;
}
