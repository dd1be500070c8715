import { err, ok, type Result } from "@/lib/result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { epochOf, type Instant } from "@/lib/time/instant";
import { instantFromLocal } from "./local-time";
import type { FieldErrors } from "./transaction-form";

/** When a person says something was written down, and when the broker was told: wall-clock text; no day: not told. */
export interface TypedAttested {
  readonly madeDate: CalendarDate;
  readonly madeTime: string;
  readonly toldDate: CalendarDate | null;
  readonly toldTime: string;
}

/** The same as moments. */
export interface Attested {
  readonly madeAt: Instant;
  readonly toldBrokerAt: Instant | null;
}

const NO_TIME = "A time such as 14:05.";

/**
 * Reads both times in a zone. Neither may lie in the future: an order or identification counts from when it was written down
 * (Reg. 1.1012-1(j)(2)). Refuses by field.
 */
export function readAttested(
  typed: TypedAttested,
  zone: string,
  now: Instant,
): Result<Attested, FieldErrors> {
  const madeAt = instantFromLocal(typed.madeDate, typed.madeTime, zone);
  if (madeAt === null) {
    return err({ madeTime: NO_TIME });
  }
  if (isAfter(madeAt, now)) {
    return err({ madeDate: "It cannot have been written down in the future." });
  }
  if (typed.toldDate === null) {
    return typed.toldTime === ""
      ? ok({ madeAt, toldBrokerAt: null })
      : err({ toldDate: "The day, or leave both empty." });
  }
  const toldBrokerAt = instantFromLocal(typed.toldDate, typed.toldTime, zone);
  if (toldBrokerAt === null) {
    return err({ toldTime: NO_TIME });
  }
  return isAfter(toldBrokerAt, now)
    ? err({ toldDate: "The broker cannot have been told in the future." })
    : ok({ madeAt, toldBrokerAt });
}

/** A prefilled form that waits a little must not be refused: its fields have minutes only. */
const isAfter = (at: Instant, now: Instant): boolean => epochOf(at) > epochOf(now) + 60_000;
