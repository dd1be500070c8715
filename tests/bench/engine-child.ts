import { computeLedger } from "@/lib/tax/compute";
import { DEFAULT_LEDGER_SETTINGS, type LotMethod } from "@/lib/tax/settings";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { bareLoop } from "./bare-loop";
import { benchEvents } from "./events";

const LONG_AGO = instant("2000-01-01T00:00:00Z");

/**
 * CPU seconds (user + system, all threads) a piece of work takes. What making its input left behind is collected before, and
 * the collector's threads are given time to end: they are no part of either figure.
 */
async function cpuSeconds<T>(work: () => T): Promise<{ value: T; seconds: number }> {
  globalThis.gc?.();
  await new Promise((resume) => setTimeout(resume, 300));
  const before = process.cpuUsage();
  const value = work();
  const used = process.cpuUsage(before);
  return { value, seconds: (used.user + used.system) / 1e6 };
}

async function engine(
  count: number,
  method: LotMethod,
): Promise<{ lines: number; seconds: number }> {
  const transactions = benchEvents(count);
  const order = {
    id: "o",
    account: null,
    method,
    effectiveFrom: LONG_AGO,
    madeAt: LONG_AGO,
    toldBrokerAt: LONG_AGO,
  };
  const { value, seconds } = await cpuSeconds(() =>
    computeLedger({
      transactions,
      settings: {
        ...DEFAULT_LEDGER_SETTINGS,
        timeZone: "America/New_York",
        standingOrders: method === "fifo" ? [] : [order],
      },
      asOf: { at: instant("2025-06-01T00:00:00Z"), date: calendarDate("2025-06-01") },
    }),
  );
  if (value.issues.length > 0) {
    throw new Error(`the benchmark's ledger has ${value.issues.length} issues`);
  }
  return { lines: value.closedLots.length, seconds };
}

async function bare(
  count: number,
  method: "fifo" | "hifo",
): Promise<{ lines: number; seconds: number }> {
  const events = benchEvents(count);
  const { value, seconds } = await cpuSeconds(() => bareLoop(events, method));
  return { lines: value.length, seconds };
}

const [what, count, method] = process.argv.slice(2);
const run = what === "bare" ? bare : engine;
const result = await run(Number(count), method === "hifo" ? "hifo" : "fifo");
process.stdout.write(
  `${JSON.stringify({ ...result, peakMb: process.resourceUsage().maxRSS / 1024 })}\n`,
);
