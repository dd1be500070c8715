import { describe, expect, it } from "vitest";
import type { StoredHead } from "@/db/queries/import-batches";
import { draftOfProposal, type MappingDraft } from "@/lib/importers/mapping/draft";
import { proposeMapping } from "@/lib/importers/mapping/propose";
import { readDraft } from "@/lib/services/mapping/read-draft";

/** A table of 40 columns and 200 rows, whose dates no row settles. */
const EXTRA = Array.from({ length: 32 }, (_, at) => `Extra ${at}`);
const head: StoredHead = {
  header: [
    "Date",
    "Type",
    "Asset",
    "Quantity",
    "Price USD",
    "Total USD",
    "Fee USD",
    "No",
    ...EXTRA,
  ],
  rows: Array.from({ length: 200 }, (_, at) => ({
    line: at + 2,
    cells: [
      `05/${String(1 + (at % 12)).padStart(2, "0")}/2024 10:00`,
      "Buy",
      "BTC",
      `${at}.5`,
      "1,000.00",
      `${at}500.00`,
      "1.5",
      `o-${at}`,
      ...EXTRA.map((name) => `${name} of row ${at}`),
    ],
  })),
  words: [null, ["Buy"], ["BTC"], null, null, null, null, null, ...EXTRA.map(() => null)],
  isWhole: true,
};

const proposed = draftOfProposal(
  proposeMapping(
    head.header,
    head.rows.map(({ cells }) => cells),
  ),
  "Wide",
);
const said: MappingDraft = {
  ...proposed,
  account: "Wide",
  form: "D/M/Y h:m",
  zone: "UTC",
  fee: "on-top",
};

describe("what the form on the mapping screen comes to", () => {
  it("shows both readings of the first date that tells them apart, and no row before one is taken", () => {
    const reading = readDraft({ ...said, form: null }, head, "America/New_York");
    expect(reading.forms.map(({ cell, day }) => [cell, day])).toEqual([
      ["05/01/2024 10:00", "2024-01-05"],
      ["05/01/2024 10:00", "2024-05-01"],
    ]);
    expect(reading.open.map(({ about }) => about)).toEqual(["form"]);
    expect(reading.rows).toEqual([]);
  });

  it("shows the first twenty rows once everything is said", () => {
    const { rows, open, form } = readDraft(said, head, "America/New_York");
    expect(open).toEqual([]);
    expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, at) => at + 2));
    // 10:00 UTC on January 5 is 5:00 in New York; half a coin for 500 with a fee of 1.5 on top.
    expect(rows[0]?.entry).toMatchObject({
      date: "2024-01-05",
      time: "05:00 EST",
      received: { asset: "BTC", quantity: "0.5" },
      value: "500",
      feeUsd: "1.5",
    });
    expect(form.units).toMatchObject({ total: "USD", fee: "USD", price: "USD" });
  });

  it("takes at most 100 ms of the processor for forty columns and two hundred rows", () => {
    const spent = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage();
      readDraft(said, head, "America/New_York");
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    });
    // The cheapest of five: the machine has other work.
    expect(Math.min(...spent)).toBeLessThan(100);
  });
});
