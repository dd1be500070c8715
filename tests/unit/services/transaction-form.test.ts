import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import { ENTERABLE_KINDS } from "@/lib/services/kind-words";
import { instantFromLocal } from "@/lib/services/local-time";
import { readMoment, typedMoment } from "@/lib/services/moments";
import {
  type FormKind,
  isFormKind,
  readTransactionForm,
  type TypedForm,
} from "@/lib/services/transaction-form";
import { plainDecimal } from "@/lib/services/typed-text";
import { typedTransaction } from "@/lib/services/typed-transaction";
import { accountId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { localTime } from "@/lib/time/wall-clock";

const whole: TypedForm = {
  account: "Coinbase",
  toAccount: "Cold wallet",
  date: "2025-03-14",
  time: "",
  sentQuantity: "1.5",
  sentAsset: "btc",
  receivedQuantity: "1.5",
  receivedAsset: "BTC",
  value: "$1,234.50",
  feeUsd: "",
  incomeKind: "staking",
  reason: "theft",
  currency: "usd",
  amount: "-500",
  form: "wrap",
};

describe("a number as people type it", () => {
  it.each([
    ["1,234.56", "1234.56"],
    ["$12", "12"],
    [" -$1,000 ", "-1000"],
    [".5", "0.5"],
    ["5.", "5"],
    ["\u22123", "-3"],
    ["0.000000000000000000000001", "0.000000000000000000000001"],
  ])("%s is %s", (typed, plain) => {
    expect(plainDecimal(typed)).toBe(plain);
  });

  it.each(["", "1.234,56", "1,23", "1e5", "12 34", "NaN", "0x10", "1,2345.00", "--1"])(
    "%s is refused, not guessed",
    (typed) => {
      expect(plainDecimal(typed)).toBeNull();
    },
  );
});

describe("the form of a transaction", () => {
  it.each(ENTERABLE_KINDS)("%s can be entered", (kind) => {
    if (!isFormKind(kind)) {
      throw new Error("every enterable kind has a form");
    }
    const read = readTransactionForm(kind, whole);
    expect(read).toMatchObject({ ok: true, value: { body: { kind }, accountName: "Coinbase" } });
  });

  it("keeps what was typed exactly and leaves an empty value unknown", () => {
    const read = readTransactionForm("sell", {
      ...whole,
      sentQuantity: "0.123456789012345678901234",
      value: "",
    });
    if (!read.ok || read.value.body.kind !== "sell") {
      throw new Error("it is a sale");
    }
    expect(quantityText(read.value.body.sent.quantity)).toBe("0.123456789012345678901234");
    expect(read.value.body.value).toBeNull();
  });

  it("reads fees in units and says which of them is wrong", () => {
    const read = readTransactionForm("buy", {
      ...whole,
      fee0Asset: "eth",
      fee0Quantity: "0.01",
      fee0Value: "30",
      fee1Asset: "",
      fee1Quantity: "2",
    });
    expect(read).toEqual({ ok: false, error: { fee1Asset: "The asset's sign, such as BTC." } });
    const good = readTransactionForm("buy", {
      ...whole,
      fee0Asset: "eth",
      fee0Quantity: "0.01",
      fee0Value: "30",
    });
    const fee = good.ok ? good.value.body.fees[0] : undefined;
    expect(fee?.asset).toBe("ETH");
    expect(fee?.value == null ? null : usdText(fee.value)).toBe("30");
  });

  it("refuses a transfer between two assets and to the same account", () => {
    const read = readTransactionForm("transfer", {
      ...whole,
      toAccount: "Coinbase",
      receivedAsset: "ETH",
    });
    expect(!read.ok && Object.keys(read.error).sort()).toEqual(["receivedAsset", "toAccount"]);
  });

  it("refuses units kept back without their value", () => {
    const read = readTransactionForm("swap", { ...whole, withheldQuantity: "0.1" });
    expect(!read.ok && Object.keys(read.error)).toEqual(["withheldValue"]);
  });
});

/** A transaction as it would be stored after its form was read. */
function entered(kind: FormKind, form: TypedForm): Transaction {
  const read = readTransactionForm(kind, { ...whole, ...form });
  invariant(read.ok, "the form is read");
  const { body, date } = read.value;
  const common = {
    id: transactionId("00000000-0000-4000-8000-000000000001"),
    account: accountId("a"),
    at: instant(`${date}T12:00:00Z`),
    date,
    sequence: 0,
    origin: { from: "hand", by: "me" } as const,
  };
  return body.kind === "transfer"
    ? { ...body, ...common, toAccount: accountId("b") }
    : { ...body, ...common };
}

const context = {
  accounts: new Map([
    [accountId("a"), "Coinbase"],
    [accountId("b"), "Cold wallet"],
  ]),
  timeZone: "America/New_York",
};

describe("correcting what was entered", () => {
  it.each([
    ["sell", { deniedLoss: "related-party" }],
    ["spend", { deniedLoss: "personal-use" }],
    ["sell", { deniedLoss: "personal-use", shortSaleEntered: "2025-02-03" }],
    ["swap", { deniedLoss: "related-party", withheldQuantity: "0.1", withheldValue: "10" }],
    ["gift-received", { fromSpouse: "on", donorBasis: "5", donorAcquired: "2020-02-29" }],
    ["conversion", { form: "liquid-staking", treatment: "carry-over", receivedAsset: "STETH" }],
    ["conversion", { form: "bridge", treatment: "" }],
    ["lost", { reason: "abandoned" }],
  ] as const)("a %s keeps %j when its form is sent as it was prefilled", (kind, told) => {
    const before = entered(kind, told);
    expect(before).toMatchObject(
      "fromSpouse" in told
        ? { fromSpouse: true }
        : "treatment" in told
          ? { form: told.form, treatment: told.treatment === "" ? null : told.treatment }
          : "reason" in told
            ? told
            : { deniedLoss: told.deniedLoss },
    );
    expect(entered(kind, typedTransaction(before, context))).toEqual(before);
  });

  it("a purchase keeps the losses it brings along, and says none by itself", () => {
    const told = { sellerDeniedLoss: "300", washedElsewhere: "0", heldFrom: "2024-12-31" };
    const before = entered("buy", told);
    expect(before).toMatchObject({
      sellerDeniedLoss: usd("300"),
      replacementElsewhere: { disallowed: usd("0"), heldFrom: "2024-12-31" },
    });
    expect(entered("buy", typedTransaction(before, context))).toEqual(before);
    expect(Object.keys(entered("buy", {}))).not.toContain("replacementElsewhere");
    const without = readTransactionForm("buy", { ...whole, heldFrom: "2024-12-31" });
    expect(!without.ok && Object.keys(without.error)).toEqual(["washedElsewhere"]);
    const later = readTransactionForm("buy", { ...whole, ...told, heldFrom: "2025-03-15" });
    expect(!later.ok && Object.keys(later.error)).toEqual(["heldFrom"]);
  });

  it.each(["sell", "spend", "swap"] as const)(
    "a %s says nothing of a denied loss by itself",
    (kind) => {
      expect(entered(kind, {})).not.toHaveProperty("deniedLoss");
      const other = readTransactionForm(kind, { ...whole, deniedLoss: "because" });
      expect(!other.ok && other.error).toHaveProperty("deniedLoss");
    },
  );

  it("a gift is from a spouse only when that is ticked", () => {
    expect(entered("gift-received", {})).not.toHaveProperty("fromSpouse");
  });

  it("a conversion needs its form, and takes no treatment it does not know", () => {
    const read = readTransactionForm("conversion", { ...whole, form: "", treatment: "perhaps" });
    expect(!read.ok && Object.keys(read.error).sort()).toEqual(["form", "treatment"]);
  });
});

describe("wall-clock time", () => {
  it.each([
    ["2025-03-14", "09:30", "America/New_York", "2025-03-14T13:30:00.000Z"],
    ["2025-01-14", "09:30:15.5", "America/New_York", "2025-01-14T14:30:15.500Z"],
    // Clocks go back on 2025-11-02: 01:30 comes twice, the first is still summer time.
    ["2025-11-02", "01:30", "America/New_York", "2025-11-02T05:30:00.000Z"],
    ["2025-12-31", "23:59", "Pacific/Honolulu", "2026-01-01T09:59:00.000Z"],
  ])("%s %s in %s is %s", (date, time, zone, at) => {
    expect(instantFromLocal(calendarDate(date), time, zone)).toBe(at);
  });

  it("an hour the clocks skip does not exist", () => {
    expect(instantFromLocal(calendarDate("2025-03-09"), "02:30", "America/New_York")).toBeNull();
    const read = readMoment(
      { date: calendarDate("2025-03-09"), time: "02:30" },
      "America/New_York",
    );
    expect(!read.ok && read.error).toHaveProperty("time");
  });

  it("a form left as it was prefilled means the very same moment, also in the hour that comes twice", () => {
    const before = { at: instant("2025-11-02T06:30:00.123Z"), date: null };
    const typed = typedMoment(before, "America/New_York");
    expect(typed).toEqual({ date: "2025-11-02", time: "01:30:00.123" });
    const read = readMoment(
      { date: calendarDate(typed.date), time: typed.time },
      "America/New_York",
      before,
    );
    expect(read).toEqual({ ok: true, value: before });
  });

  it("shows seconds only when there are any", () => {
    expect(localTime(instant("2025-06-01T12:00:00.000Z"), "UTC").time).toBe("12:00");
    expect(localTime(instant("2025-06-01T12:00:07.000Z"), "UTC").time).toBe("12:00:07");
  });
});
