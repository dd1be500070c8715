import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import type { AccountFacts } from "./facts";
import type { AccountId } from "./transaction";

/** From this tax date on the per-account rules of Reg. 1.1012-1(j) hold; before it the IRS's FAQ 39-41 did. */
const REGULATION_FROM = "2025-01-01";

/** Through the day before this tax date a client's own books are enough for units a broker holds (Notice 2025-7; Notice 2026-20). */
export const BROKER_TOLD_FROM = "2027-01-01";

/** Something that has to be on record by a certain moment: a standing order or an identification. */
export interface Recorded {
  readonly madeAt: Instant;
  readonly toldBrokerAt: Instant | null;
}

/** Who holds the units of an account, and what that asks of an identification. An account nobody spoke of is in a broker's custody. */
export class Custody {
  readonly #own: ReadonlySet<AccountId>;

  constructor(accounts: readonly AccountFacts[]) {
    this.#own = new Set(
      accounts.filter(({ custody }) => custody === "own").map(({ account }) => account),
    );
  }

  /** True for a wallet of the client's own: nobody else holds the units. */
  isOwn(account: AccountId): boolean {
    return this.#own.has(account);
  }

  /** True when, for a disposal on this tax date, the broker must have been told (Reg. 1.1012-1(j)(3)(ii) after the relief). */
  mustTell(account: AccountId, date: CalendarDate): boolean {
    return date >= BROKER_TOLD_FROM && !this.#own.has(account);
  }

  /** Whether a record counts for a disposal: no later than its very moment, on the books and, where it must, with the broker. */
  inTime(record: Recorded, account: AccountId, at: Instant, date: CalendarDate): boolean {
    return (
      record.madeAt <= at &&
      (!this.mustTell(account, date) || (record.toldBrokerAt !== null && record.toldBrokerAt <= at))
    );
  }

  /** The rule an identification for this account on this tax date stands under. */
  authority(account: AccountId, date: CalendarDate): string {
    if (date < REGULATION_FROM) {
      return "IRS FAQ 39-41 on virtual currency";
    }
    if (this.#own.has(account)) {
      return "Reg. 1.1012-1(j)(2)";
    }
    if (date >= BROKER_TOLD_FROM) {
      return "Reg. 1.1012-1(j)(3)(ii)";
    }
    return `Reg. 1.1012-1(j)(3), ${date < "2026-01-01" ? "Notice 2025-7" : "Notice 2026-20"}`;
  }
}
