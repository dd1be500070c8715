import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { runImportCase } from "../../conformance/import-case";
import { type Event, expectedText, toldText } from "../../conformance/import-events";
import { Skip } from "../../conformance/verdict";
import { readOk, refused } from "./read";

/** Samples with expectations written by others; outside the project, so absent on most machines. */
const SAMPLES = "../shared/imports/samples";
const LEDGERS = [
  "coinbase/cryptotax_coinbase_2024_cad.csv",
  "coinbase/ghostfolio_coinbase_2024.csv",
  "coinbase/made_retail_2021_v2.csv",
  "coinbase/made_retail_2024_usd.csv",
  "kraken/cryptotaxes_ledgers_2017.csv",
  "kraken/made_ledgers_2023.csv",
  "koinly/made_universal_2024.csv",
];
const ALL = existsSync(SAMPLES)
  ? readdirSync(SAMPLES, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".expected.json"),
    )
  : [];
const NOT_LEDGERS = [
  "coinbase/made_gain_loss_report.csv",
  "coinbase/made_raw_transactions_report.csv",
  "kraken/cryptotaxes_trades_2017.csv",
];

describe.skipIf(!existsSync(SAMPLES) /* reason: it is not part of the project */)(
  "samples with expectations of others",
  () => {
    const truth = (path: string) =>
      JSON.parse(readFileSync(`${SAMPLES}/${path}.expected.json`, "utf8"));
    const bytes = (path: string) => readFileSync(`${SAMPLES}/${path}`);

    it.each(LEDGERS)(
      "%s: rows, times, assets, amounts and net change of every coin",
      async (path) => {
        const expectation = `${SAMPLES}/${path}.expected.json`;
        expect(await runImportCase(expectation, truth(path))).toEqual([]);
        const read = await readOk(path, bytes(path));
        expect(read.rejected).toEqual([]);
        const { events } = truth(path) as { events: readonly Event[] };
        const isIgnoring = events.some(({ kind }) => kind === "ignored" || kind === "internal");
        expect(read.skipped.length > 0).toBe(isIgnoring);
      },
    );

    it.each(LEDGERS)(
      "%s: dollars paid, received and earned; other money asked about",
      async (path) => {
        const { events } = truth(path) as { events: readonly Event[] };
        const { transactions } = await readOk(path, bytes(path));
        for (const event of events.filter((each) =>
          ["buy", "sell", "income"].includes(each.kind),
        )) {
          const money =
            event.kind === "buy"
              ? event.out?.[0]
              : event.kind === "sell"
                ? event.in?.[0]
                : undefined;
          const [amount = "", currency = ""] = event.fiat_value?.split(" ") ?? [
            money?.amount,
            money?.asset,
          ];
          const candidates = transactions.filter((told) => toldText(told) === expectedText(event));
          const hits = candidates.filter((told) =>
            currency === "USD"
              ? "value" in told &&
                told.value !== null &&
                usdText(told.value) === quantityText(quantity(amount))
              : amount === "" ||
                told.question?.reason.includes(`${quantityText(quantity(amount))} ${currency}`),
          );
          expect(hits.length, JSON.stringify(event)).toBeGreaterThan(0);
        }
      },
    );

    it.each(ALL)(
      "%s comes to what its expectation says, or is left out with the reason",
      async (path) => {
        const result = await runImportCase(
          `${SAMPLES}/${path}`,
          JSON.parse(readFileSync(`${SAMPLES}/${path}`, "utf8")),
        );
        expect(result instanceof Skip ? result.reason.length > 10 : result).toEqual(
          result instanceof Skip ? true : [],
        );
      },
    );

    it.each(NOT_LEDGERS)("%s is refused with the file to take instead", async (path) => {
      const refusal = await refused(path, bytes(path));
      expect(refusal.code).toBe("not-a-ledger");
      expect(refusal.reason).toMatch(/instead\.$/);
    });
  },
);
