import { quantityText, sumQuantity } from "@/lib/money/quantity";
import { addUsd, subtractUsd, sumUsd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { computeLedger } from "@/lib/tax/compute";
import type { Identification, LedgerSettings, LotMethod } from "@/lib/tax/settings";
import { accountId, assetId, type FeeInKind, type Transaction } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { calendarDate, yearOf } from "@/lib/time/calendar-date";
import { dateIn, instant } from "@/lib/time/instant";
import { dollars, LONG_AGO, leg, settings, told, units } from "./build";
import { Check } from "./compare";

interface Select {
  lot: string;
  quantity: string;
}
interface CaseEvent {
  id: string;
  timestamp: string;
  type: string;
  account: string;
  asset: string;
  quantity: string;
  cost: string;
  fmv: string;
  proceeds: string;
  feeUsd?: string;
  donorBasis: string;
  donorAcquired: string;
  fmvAtGift: string;
  giftTaxShare: string;
  fmvAtDeath: string;
  from: string;
  to: string;
  quantitySent: string;
  quantityReceived: string;
  feeFmv: string;
  give: { asset: string; quantity: string };
  receive: { asset: string; quantity: string };
  fmvReceived: string;
  feeInKind?: { asset: string; quantity: string; fmv: string; ownQuantity?: string };
  withheldFromReceived?: { quantity: string; fmv: string };
  select?: Select[];
}
type Row = Record<string, string>;
/** ledger-transfer-case/1 */
export interface TransferCase {
  id: string;
  policy: {
    timeZone: string;
    pool: string;
    method: LotMethod;
    transferFee: LedgerSettings["transferFee"];
  };
  asOf: string;
  allocation2025: { account: string; lot: string; quantity: string }[] | null;
  events: CaseEvent[];
  expected: Record<string, Row[]>;
}

/** Runs one ledger-transfer case through the engine. */
export function runTransferCase(data: TransferCase): string[] {
  const result = computeLedger({
    transactions: data.events.map(toTransaction),
    settings: settingsOf(data),
    asOf: { at: instant(data.asOf), date: dateIn(data.policy.timeZone)(instant(data.asOf)) },
  });
  const check = new Check();
  const expected = (name: string) => data.expected[name] ?? [];
  closedLots(check, expected("closedLots"), result);
  openLots(check, expected("openLots"), result);
  check.rows(
    "income",
    expected("income"),
    result.income,
    { expected: (row) => `${row["eventId"]}`, actual: (event) => event.transaction },
    (row, event, key) => {
      check.text(`${key} date`, row["date"], event.date);
      check.money(key, row["amount"] ?? "", event.amount === null ? null : usdText(event.amount));
    },
  );
  removed(check, expected("feeUnitsRemoved"), expected("giftedOut"), result);
  balances(check, expected("balances"), result);
  check.rows(
    "cutover",
    expected("cutoverMismatch"),
    result.cutoverMismatch,
    {
      expected: (row) => `${row["account"]}|${row["asset"]}`,
      actual: (row) => `${row.account}|${row.asset}`,
    },
    (row, actual, key) => {
      check.exact(`${key} held`, row["held"] ?? "", quantityText(actual.held));
      check.exact(`${key} located`, row["located"] ?? "", quantityText(actual.located));
    },
  );
  yearly(check, expected("yearly"), result);
  return check.differences;
}

function settingsOf(data: TransferCase): LedgerSettings {
  const { timeZone, pool, method, transferFee } = data.policy;
  const identifications: Identification[] = data.events.flatMap((event) =>
    event.select === undefined
      ? []
      : [
          {
            transaction: told(event.id, "", event.timestamp, 0).id,
            madeAt: LONG_AGO,
            toldBrokerAt: null,
            lots: event.select.map(({ lot, quantity }) => ({ lot, quantity: units(quantity) })),
          },
        ],
  );
  return settings({
    timeZone,
    transferFee,
    pool: pool === "per-account" ? "account" : "universal-until-2024",
    standingOrders: [
      {
        id: "policy",
        account: null,
        method,
        effectiveFrom: LONG_AGO,
        madeAt: LONG_AGO,
        toldBrokerAt: null,
      },
    ],
    identifications,
    allocation2025:
      data.allocation2025 === null
        ? null
        : {
            kind: "specific",
            completedAt: LONG_AGO,
            rows: data.allocation2025.map(({ account, lot, quantity }) => ({
              account: accountId(account),
              lot,
              quantity: units(quantity),
            })),
          },
  });
}

function toTransaction(event: CaseEvent, sequence: number): Transaction {
  const base = {
    ...told(event.id, event.account ?? event.from, event.timestamp, sequence),
    feeUsd: dollars(event.feeUsd),
  };
  switch (event.type) {
    case "buy":
      return {
        ...base,
        kind: "buy",
        received: leg(event.asset, event.quantity),
        value: usd(event.cost),
      };
    case "income":
      return {
        ...base,
        kind: "income",
        incomeKind: "staking",
        received: leg(event.asset, event.quantity),
        value: usd(event.fmv),
      };
    case "gift_in":
      return {
        ...base,
        kind: "gift-received",
        received: leg(event.asset, event.quantity),
        value: usd(event.fmvAtGift),
        donorBasis: usd(event.donorBasis),
        donorAcquired: calendarDate(event.donorAcquired),
        giftTaxShare: usd(event.giftTaxShare),
      };
    case "inherit":
      return {
        ...base,
        kind: "inherited",
        received: leg(event.asset, event.quantity),
        value: usd(event.fmvAtDeath),
      };
    case "sell":
      return {
        ...base,
        kind: "sell",
        sent: leg(event.asset, event.quantity),
        value: usd(event.proceeds),
      };
    case "spend":
      return {
        ...base,
        kind: "spend",
        sent: leg(event.asset, event.quantity),
        value: usd(event.fmv),
      };
    case "gift_out":
      return { ...base, kind: "gift-sent", sent: leg(event.asset, event.quantity), value: null };
    case "transfer":
      return {
        ...base,
        kind: "transfer",
        toAccount: accountId(event.to),
        sent: leg(event.asset, event.quantitySent),
        received: leg(event.asset, event.quantityReceived),
        feeValue: usd(event.feeFmv),
      };
    case "swap":
      return swap(base, event);
    default:
      throw new Error(`unknown event type ${event.type}`);
  }
}

function swap(
  base: Omit<Transaction & { kind: "swap" }, "kind" | "sent" | "received" | "value" | "withheld">,
  event: CaseEvent,
): Transaction {
  const fee = event.feeInKind;
  const fees: FeeInKind[] =
    fee === undefined
      ? []
      : [
          {
            asset: assetId(fee.asset),
            quantity: sumQuantity([units(fee.quantity), units(fee.ownQuantity)]),
            value: usd(fee.fmv),
          },
        ];
  const withheld = event.withheldFromReceived;
  return {
    ...base,
    kind: "swap",
    sent: leg(event.give.asset, event.give.quantity),
    received: leg(event.receive.asset, event.receive.quantity),
    value: usd(event.fmvReceived),
    fees,
    withheld:
      withheld === undefined
        ? null
        : { quantity: units(withheld.quantity), value: usd(withheld.fmv) },
  };
}

function closedLots(check: Check, expected: Row[], result: LedgerResult): void {
  const keys = {
    expected: (row: Row) => `${row["eventId"]}|${row["kind"]}|${row["lot"]}`,
    actual: (lot: LedgerResult["closedLots"][number]) => `${lot.disposal}|${lot.kind}|${lot.lot}`,
  };
  check.rows("closed", expected, result.closedLots, keys, (row, lot, key) => {
    for (const field of ["account", "asset", "sold", "term"] as const) {
      check.text(`${key} ${field}`, row[field], lot[field]);
    }
    check.text(
      `${key} acquired`,
      row["acquired"],
      lot.acquired === "inherited" ? "INHERITED" : lot.acquired,
    );
    check.exact(`${key} quantity`, row["quantity"] ?? "", quantityText(lot.quantity));
    for (const field of ["proceeds", "basis", "gain"] as const) {
      const amount = lot[field];
      check.money(
        `${key} ${field}`,
        row[field] ?? "",
        amount === null ? null : usdText(amount),
        "0.000000001",
      );
    }
  });
}

function openLots(check: Check, expected: Row[], result: LedgerResult): void {
  const keys = {
    expected: (row: Row) => `${row["account"]}|${row["asset"]}|${row["lot"]}`,
    actual: (lot: LedgerResult["openLots"][number]) => `${lot.account}|${lot.asset}|${lot.lot}`,
  };
  check.rows("open", expected, result.openLots, keys, (row, lot, key) => {
    check.text(
      `${key} acquired`,
      row["acquired"],
      lot.acquired === "inherited" ? "INHERITED" : lot.acquired,
    );
    check.exact(`${key} quantity`, row["quantity"] ?? "", quantityText(lot.quantity));
    check.money(
      `${key} basis`,
      row["basis"] ?? "",
      lot.basis === null ? null : usdText(lot.basis),
      "0.000000001",
    );
    // The case gives every gift lot a loss basis; ours is null where it is the gain basis.
    const loss = lot.lossBasis ?? lot.basis;
    check.money(
      `${key} loss basis`,
      row["lossBasis"] ?? row["basis"] ?? "",
      loss === null ? null : usdText(loss),
      "0.000000001",
    );
  });
}

function removed(check: Check, fees: Row[], gifts: Row[], result: LedgerResult): void {
  const key = (row: { transaction: string; lot: string }) => `${row.transaction}|${row.lot}`;
  const expectedKey = (row: Row) => `${row["eventId"]}|${row["lot"]}`;
  const feeUnits = result.removed.filter(
    ({ why }) => why === "fee-dropped" || why === "fee-carried",
  );
  check.rows(
    "fee units",
    fees,
    feeUnits,
    { expected: expectedKey, actual: key },
    (row, actual, name) => {
      check.exact(`${name} quantity`, row["quantity"] ?? "", quantityText(actual.quantity));
      const basis = actual.basis === null ? null : usdText(actual.basis);
      const carried = actual.why === "fee-carried";
      check.money(`${name} lost`, row["basisLost"] ?? "", carried ? "0" : basis, "0.000000001");
      check.money(
        `${name} carried`,
        row["basisCarried"] ?? "",
        carried ? basis : "0",
        "0.000000001",
      );
    },
  );
  const given = result.removed.filter(({ why }) => why === "gift-sent" || why === "donation");
  check.rows("given", gifts, given, { expected: expectedKey, actual: key }, (row, actual, name) => {
    check.exact(`${name} quantity`, row["quantity"] ?? "", quantityText(actual.quantity));
    check.money(
      `${name} basis`,
      row["basis"] ?? "",
      actual.basis === null ? null : usdText(actual.basis),
      "0.000000001",
    );
  });
}

function balances(check: Check, expected: Row[], result: LedgerResult): void {
  for (const row of expected) {
    const held = result.openLots.filter(
      ({ account, asset }) => account === row["account"] && asset === row["asset"],
    );
    check.exact(
      `balance ${row["account"]} ${row["asset"]}`,
      row["quantity"] ?? "",
      quantityText(sumQuantity(held.map(({ quantity }) => quantity))),
    );
  }
}

function yearly(check: Check, expected: Row[], result: LedgerResult): void {
  for (const row of expected) {
    const lots = result.closedLots.filter(
      ({ sold, term }) => `${yearOf(sold)}` === `${row["year"]}` && term === row["term"],
    );
    const proceeds = sumUsd(lots.map((lot) => lot.proceeds ?? ZERO_USD));
    const gain = sumUsd(lots.map((lot) => lot.gain ?? ZERO_USD));
    const name = `year ${row["year"]} ${row["term"]}`;
    check.money(`${name} proceeds`, row["proceeds"] ?? "", usdText(proceeds), "0.000000001");
    check.money(`${name} gain`, row["gain"] ?? "", usdText(gain), "0.000000001");
    check.money(
      `${name} basis`,
      row["basis"] ?? "",
      usdText(subtractUsd(proceeds, addUsd(gain, ZERO_USD))),
      "0.000000001",
    );
  }
}
