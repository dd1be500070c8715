import { customType } from "drizzle-orm/pg-core";
import { type Price, parsePrice, priceText } from "@/lib/money/price";
import { parseQuantity, type Quantity, quantityText } from "@/lib/money/quantity";
import { parseUsd, type Usd, usdText } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import { type CalendarDate, parseCalendarDate } from "@/lib/time/calendar-date";
import { type Instant, parseInstant } from "@/lib/time/instant";

/** Dollars: unconstrained `numeric`, up to 18 decimals, exact both ways. */
export const usdColumn = customType<{ data: Usd; driverData: string }>({
  dataType: () => "numeric",
  toDriver: usdText,
  fromDriver: (text) => known(parseUsd(text), "amount of dollars"),
});

/** Units of an asset: unconstrained `numeric`, up to 24 decimals, exact both ways. */
export const quantityColumn = customType<{ data: Quantity; driverData: string }>({
  dataType: () => "numeric",
  toDriver: quantityText,
  fromDriver: (text) => known(parseQuantity(text), "quantity"),
});

/** Dollars per unit: unconstrained `numeric`, exact both ways. */
export const priceColumn = customType<{ data: Price; driverData: string }>({
  dataType: () => "numeric",
  toDriver: priceText,
  fromDriver: (text) => known(parsePrice(text), "price"),
});

/** A day: `date`. */
export const calendarDateColumn = customType<{ data: CalendarDate; driverData: string }>({
  dataType: () => "date",
  fromDriver: (text) => known(parseCalendarDate(text), "calendar date"),
});

/** A moment: `timestamptz(3)`, milliseconds as the domain keeps them. Every connection speaks UTC. */
export const instantColumn = customType<{ data: Instant; driverData: string }>({
  dataType: () => "timestamp(3) with time zone",
  fromDriver: instantFromPostgres,
});

/** Bytes. */
export const bytesColumn = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => "bytea",
  toDriver: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
});

/** PostgreSQL's "2025-12-31 23:59:59.12+00" as an instant. Cutting the text is ten times faster than parsing a date. */
export function instantFromPostgres(text: string): Instant {
  const iso = `${text.slice(0, 10)}T${text.slice(11, 19)}`;
  const zone = text.length - 3;
  invariant(text.slice(zone) === "+00", "the connection must speak UTC");
  const fraction = zone > 20 ? text.slice(20, zone) : "";
  const value = `${iso}.${fraction.padEnd(3, "0")}Z`;
  return value.length === 24 ? (value as Instant) : known(parseInstant(value), "instant");
}

function known<T>(value: T | null, what: string): T {
  invariant(value !== null, `the database holds what is not a ${what}`);
  return value;
}
