import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { proposeMigrations } from "@/lib/services/gains/propose-migrations";
import type { Transaction } from "@/lib/tax/transaction";
import { buy, ledgerOf, leg, sell, told } from "../tax/make";

const booksOf = (transactions: readonly Transaction[]) => ({
  ledger: ledgerOf(transactions),
  transactions: new Map(transactions.map((one) => [one.id, one])),
});

const proposed = (transactions: readonly Transaction[]) =>
  proposeMigrations(booksOf(transactions)).map(
    ({ sent, received, at, basis, explains, missing }) => ({
      sent: `${quantityText(sent.quantity)} ${sent.asset}`,
      received: `${quantityText(received.quantity)} ${received.asset}`,
      at,
      basis,
      explains,
      missing: quantityText(missing),
    }),
  );

describe("a coin that became another without a row", () => {
  it("is proposed whole, after the last row of the old coin and before the first lack of the new", () => {
    const rows = [
      buy("2024-03-01", "100", "80", { asset: "FTM" }),
      sell("2025-02-10", "30", "20", { asset: "FTM" }),
      sell("2025-03-01", "40", "25", { asset: "S", id: "lacks" }),
      sell("2025-03-02", "30", "20", { asset: "S", id: "lacks too" }),
    ];
    expect(proposed(rows)).toEqual([
      {
        sent: "70 FTM",
        received: "70 S",
        at: "2025-02-10T12:00:00.001Z",
        basis: "carries-over",
        explains: ["lacks", "lacks too"],
        missing: "70",
      },
    ]);
  });

  it("carries basis and dates when it is entered: by hand 40 of 100 units of $80 is $32, long after a year", () => {
    const rows = [
      buy("2024-03-01", "100", "80", { asset: "FTM" }),
      sell("2025-03-03", "40", "25", { asset: "S" }),
    ];
    const [one] = proposeMigrations(booksOf(rows));
    if (one === undefined) {
      throw new Error("nothing is proposed");
    }
    const entered: Transaction = {
      ...told(one.at),
      kind: "migration",
      sent: one.sent,
      received: one.received,
    };
    const { closedLots, issues } = ledgerOf([...rows, entered]);
    expect(issues).toEqual([]);
    expect(closedLots.map(({ basis }) => basis !== null && usdText(basis))).toEqual(["32"]);
    expect(closedLots[0]).toMatchObject({ acquired: "2024-03-01", term: "long" });
    expect(proposed([...rows, entered])).toEqual([]);
  });

  it("begins with the day of the change when the old coin lay still", () => {
    const rows = [
      buy("2023-01-01", "10", "8", { asset: "MATIC" }),
      sell("2024-10-01", "10", "5", { asset: "POL" }),
    ];
    expect(proposed(rows)).toMatchObject([{ at: "2024-09-04T12:00:00.000Z" }]);
  });

  it("goes by the ratio: 8 EFI are 2 ENJ", () => {
    const rows = [
      buy("2023-01-01", "8", "8", { asset: "EFI" }),
      sell("2024-10-01", "2", "5", { asset: "ENJ" }),
    ];
    expect(proposed(rows)).toMatchObject([{ sent: "8 EFI", received: "2 ENJ" }]);
  });

  it("is asked where the holder opted in or no source verifies it", () => {
    const rows = [
      buy("2023-01-01", "2", "2000", { asset: "MKR" }),
      sell("2025-01-01", "100", "5", { asset: "SKY" }),
    ];
    expect(proposed(rows)).toMatchObject([{ received: "48000 SKY", basis: "asked" }]);
  });

  it.each([
    [
      "the old coin is held elsewhere",
      [
        buy("2024-03-01", "100", "80", { asset: "FTM", account: "B" }),
        sell("2025-03-01", "40", "25", { asset: "S" }),
      ],
    ],
    [
      "the old coin still moves after the new one lacks",
      [
        buy("2024-03-01", "100", "80", { asset: "FTM" }),
        sell("2025-03-01", "40", "25", { asset: "S" }),
        sell("2025-04-01", "1", "1", { asset: "FTM" }),
      ],
    ],
    [
      "the new coin was sold before there was one",
      [
        buy("2023-03-01", "100", "80", { asset: "FTM" }),
        sell("2024-12-31", "40", "25", { asset: "S" }),
      ],
    ],
    [
      "nothing lacks",
      [
        buy("2024-03-01", "100", "80", { asset: "FTM" }),
        buy("2025-02-01", "40", "20", { asset: "S" }),
        sell("2025-03-01", "40", "25", { asset: "S" }),
      ],
    ],
    [
      "another coin lacks",
      [
        buy("2024-03-01", "100", "80", { asset: "FTM" }),
        sell("2025-03-01", "40", "25", { asset: "BTC" }),
      ],
    ],
    ["there are no rows", []],
  ])("is not proposed when %s", (_, rows) => {
    expect(proposed(rows)).toEqual([]);
  });

  it("counts what came with a transfer as held there", () => {
    const rows: readonly Transaction[] = [
      buy("2024-03-01", "100", "80", { asset: "FTM", account: "B" }),
      {
        ...told("2024-04-01", { account: "B" }),
        kind: "transfer",
        toAccount: told("2024-04-01").account,
        sent: leg("FTM", "60"),
        received: leg("FTM", "60"),
        feeValue: null,
      },
      sell("2025-03-01", "40", "25", { asset: "S" }),
    ];
    expect(proposed(rows)).toMatchObject([{ sent: "60 FTM", received: "60 S" }]);
  });
});
