import { calendarDate, parseCalendarDate } from "@/lib/time/calendar-date";
import { type Instant, instant, parseInstant } from "@/lib/time/instant";
import { plainPrice } from "./plain-price";
import type { AssetQuote } from "./quote";

/** One line of a price file that could not be read, and why. */
export interface PriceFileProblem {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** What a price file says: `asset,price,time` rows; every line is either a quote or a problem. */
export interface PriceFile {
  readonly quotes: readonly AssetQuote[];
  readonly problems: readonly PriceFileProblem[];
}

const LINES_MAX = 10_000;

/** The last second of a UTC day, which a date in a price file means. */
const END_OF_DAY = "T23:59:59.000Z";

/** What a told price stands for: the UTC day when it is told for a day's end, else the hour of its moment. */
export function spanOfQuote({ at }: AssetQuote): "hour" | "day" {
  return at.endsWith(END_OF_DAY) ? "day" : "hour";
}

/**
 * Reads a price file: header `asset,price,time`, then one quote a line, cells divided as the header's are (comma, semicolon or
 * tab); price in US dollars as plain decimals ("1e-8" and a leading "$" are read too), time ISO 8601 with a zone, or a date meaning
 * the end of that day UTC. A price of zero or below is a problem, never a quote; so is a line with another number of cells.
 */
export function readPriceFile(text: string, source: string): PriceFile {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const header = lines[0] ?? "";
  const divider = /[,;\t]/.exec(header)?.[0] ?? ",";
  if (cellsOf(header, divider).join(",").toLowerCase() !== "asset,price,time") {
    return {
      quotes: [],
      problems: [
        {
          line: 1,
          column: "header",
          value: header.slice(0, 80),
          reason: "The first line must be: asset,price,time",
        },
      ],
    };
  }
  const quotes: AssetQuote[] = [];
  const problems: PriceFileProblem[] = [];
  lines.slice(1).forEach((line, index) => {
    if (line.trim() === "") {
      return;
    }
    const number = index + 2;
    const read =
      index >= LINES_MAX ? tooMany(number) : readLine(cellsOf(line, divider), number, source);
    if ("reason" in read) {
      problems.push(read);
    } else {
      quotes.push(read);
    }
  });
  return { quotes, problems };
}

function tooMany(line: number): PriceFileProblem {
  return {
    line,
    column: "line",
    value: "",
    reason: `A price file holds at most ${LINES_MAX} quotes`,
  };
}

const cellsOf = (line: string, divider: string): readonly string[] =>
  line.split(divider).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));

function readLine(
  cells: readonly string[],
  number: number,
  source: string,
): AssetQuote | PriceFileProblem {
  const [asset = "", price = "", time = ""] = cells;
  if (cells.length !== 3) {
    return {
      line: number,
      column: "line",
      value: cells.join(" | ").slice(0, 80),
      reason: `A line has three cells, asset, price and time; this one has ${cells.length}`,
    };
  }
  if (!/^[A-Za-z0-9._:-]{1,64}$/.test(asset)) {
    return {
      line: number,
      column: "asset",
      value: asset,
      reason: "An asset is letters and digits, such as BTC",
    };
  }
  const value = plainPrice(price.replace(/^\$/, ""));
  if (value === null) {
    return {
      line: number,
      column: "price",
      value: price,
      reason: "A price is a number above zero, in US dollars",
    };
  }
  const at = readTime(time);
  return at === null
    ? {
        line: number,
        column: "time",
        value: time,
        reason: "A time is 2026-11-20T21:00:00Z, or a date",
      }
    : { asset: asset.toUpperCase(), price: value, at, source };
}

function readTime(text: string): Instant | null {
  const date = parseCalendarDate(text);
  return date === null ? parseInstant(text) : instant(`${calendarDate(date)}${END_OF_DAY}`);
}
