import { describe, expect, it } from "vitest";
import { usd } from "@/lib/money/usd";
import { TURBOTAX_HEADER, turboTaxCsv } from "@/lib/reports/exports/turbotax-csv";
import { txfFile, txfLines, txfRef } from "@/lib/reports/exports/txf";
import type { Form8949Box } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { part } from "../../support/report-builders";

const made = { program: "Lotwise", on: calendarDate("2026-01-15") };

describe("TXF v042 (Intuit, 30 November 2011)", () => {
  it("writes one record as the specification orders its lines", () => {
    expect(
      txfLines({
        ref: 714,
        description: "0.5 BTC",
        acquired: "01/05/2023",
        sold: "03/06/2025",
        basis: usd("10000"),
        proceeds: usd("20000"),
        disallowed: null,
      }),
    ).toEqual([
      "TD",
      "N714",
      "C1",
      "L1",
      "P0.5 BTC",
      "D01/05/2023",
      "D03/06/2025",
      "$10000.00",
      "$20000.00",
      "^",
    ]);
  });

  // Section IV: 321 and 323 copy A, 711 and 713 copy B, 712 and 714 copy C.
  it.each([
    ["AG", 321],
    ["DJ", 323],
    ["BH", 711],
    ["EK", 713],
    ["CI", 712],
    ["FL", 714],
  ])("boxes %s are %i", (boxes, ref) => {
    for (const box of boxes) {
      expect(txfRef(box as Form8949Box)).toBe(ref);
    }
  });

  it("has a head with version, program and day, CRLF, and says what it cannot carry", () => {
    const rows = [
      { id: "a", proceeds: "1234.5", basis: "0.05", description: "1 BTC é" },
      { id: "b", codes: "E", adjustment: "-4" },
    ];
    const file = txfFile(
      [part("I", rows), part("A", [{ id: "c", codes: "W", adjustment: "7" }])],
      made,
    );
    expect(file.text.split("\r\n").slice(0, 5)).toEqual([
      "V042",
      "ALotwise",
      "D 01/15/2026",
      "^",
      "TD",
    ]);
    expect(file.text).toContain(
      "P1 BTC ?\r\nD02/03/2025\r\nD06/07/2025\r\n$0.05\r\n$1234.50\r\n^\r\n",
    );
    expect(file.text).toContain("$40.00\r\n$100.00\r\n$7.00\r\n^\r\n");
    expect(file.byHand.map(({ codes }) => codes)).toEqual(["E"]);
    expect(file.hasDigitalBoxes).toBe(true);
    expect(/^[\x20-\x7e\r\n]*$/.test(file.text)).toBe(true);
  });

  it("carries a wash sale under copy A only, and only alone", () => {
    const wash = (box: Form8949Box, codes: string, adjustment: string) =>
      txfFile([part(box, [{ codes, adjustment }])], made);
    expect(wash("C", "W", "7").byHand).toHaveLength(1);
    expect(wash("A", "BW", "7").byHand).toHaveLength(1);
    expect(wash("A", "W", "0").text).not.toContain("$0.00");
    expect(wash("A", "W", "7").hasDigitalBoxes).toBe(false);
  });
});

describe("the TurboTax layout", () => {
  it("one line a row, dates MM/DD/YYYY, plain amounts", () => {
    const file = turboTaxCsv(
      [
        part("L", [{ asset: "BTC", proceeds: "1234.5", basis: "-1", acquired: "2020-01-02" }]),
        part("I", [{ asset: "=1+1", acquired: "INHERITED", codes: "E" }, { asset: "IBIT" }]),
      ],
      (row) => row.parts[0]?.asset !== "IBIT",
    );
    expect(file.text).toBe(
      `${TURBOTAX_HEADER}\r\nBTC,01/02/2020,-1.00,06/07/2025,1234.50\r\n"'=1+1",INHERITED,40.00,06/07/2025,100.00\r\n`,
    );
    expect([file.byHand.length, file.undated.length]).toEqual([1, 1]);
  });

  it("takes every row unless told otherwise", () => {
    expect(turboTaxCsv([part("I", [{}, {}])]).text.split("\r\n")).toHaveLength(4);
  });
});
