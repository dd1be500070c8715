import { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import type { JsonAnswer } from "./http";
import type { QuoteRefusal } from "./quote";

const ohlc = z.object({
  error: z.array(z.string()),
  result: z.record(z.string(), z.unknown()).optional(),
});
/** [time, open, high, low, close, vwap, volume, count]. */
const bars = z.array(
  z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()], z.string()),
);

/** A bar as Kraken tells it: time, open, high, low, close and more, numbers as their own text. */
export type KrakenBar = z.infer<typeof bars>[number];

/** Bars in order of time, the last of them still running, and the name Kraken has for the pair. */
export interface KrakenBars {
  readonly key: string;
  readonly bars: readonly KrakenBar[];
}

/** Kraken's refusals come with status 200 and a list of errors; a pair it does not know is an answer and no refusal. */
export function krakenRefusal({ status, body }: JsonAnswer): QuoteRefusal | null {
  const parsed = ohlc.safeParse(body);
  const [problem] = parsed.success ? parsed.data.error : [];
  if (status !== 200 || problem === undefined || problem.includes("Unknown asset pair")) {
    return null;
  }
  return problem.includes("Too many requests")
    ? { code: "rate-limited", retryAfterSeconds: null }
    : { code: "unreachable", detail: problem.slice(0, 80) };
}

/** The bars of an answer that is no refusal (see `krakenRefusal`); null for a pair Kraken does not know. */
export function krakenBars({ status, body }: JsonAnswer): Result<KrakenBars | null, QuoteRefusal> {
  const parsed = ohlc.safeParse(body);
  if (status !== 200 || !parsed.success) {
    return err({ code: "unexpected-answer", detail: `status ${status}` });
  }
  // The key is the legacy pair name, whatever was asked; "last" is a cursor.
  const entry = Object.entries(parsed.data.result ?? {}).find(([key]) => key !== "last");
  if (entry === undefined) {
    return ok(null);
  }
  const [key, value] = entry;
  const rows = bars.safeParse(value);
  return rows.success
    ? ok({ key, bars: rows.data })
    : err({ code: "unexpected-answer", detail: "bars of another shape" });
}
