import type { CoinbaseEntry } from "./coinbase-file";
import type { KrakenEntry } from "./kraken-file";
import { code, createRandom, priceAt, type Random, round } from "./market";

/** A purchase at its whole cost, or a sale at what was left after its fee: the figures a return is made of. */
interface Deal {
  readonly at: string;
  readonly side: "buy" | "sell";
  readonly asset: string;
  readonly quantity: number;
  /** Basis with fee, or proceeds net of fee, in dollars. */
  readonly dollars: number;
}

const deal = (
  at: string,
  side: Deal["side"],
  asset: string,
  quantity: number,
  dollars: number,
): Deal => ({
  at,
  side,
  asset,
  quantity,
  dollars,
});

/**
 * Jane Okafor. 2023: 34,200 - 24,200 = 10,000 gained, as in the article. 2026: 18,600 - 8,600 = 10,000 again. Open at the demo's prices:
 * ETH 60 x (2,710 - 4,710) = -120,000; SOL 900 x (128 - 248) = -108,000; BTC 1.5 x (88,400 - 114,000) = -38,400; SOL 500 x (128 - 165) = -18,500;
 * LINK 700 x (13.20 - 16.20) = -2,100; together -287,000.
 */
const JANE: readonly Deal[] = [
  deal("2021-11-06T15:22:10Z", "buy", "SOL", 900, 223_200),
  deal("2021-11-09T18:04:41Z", "buy", "ETH", 60, 282_600),
  deal("2023-03-14T14:31:07Z", "buy", "BTC", 1, 24_200),
  deal("2023-11-02T16:12:55Z", "sell", "BTC", 1, 34_200),
  deal("2024-01-15T20:45:19Z", "buy", "BTC", 0.2, 8_600),
  deal("2024-02-20T17:03:28Z", "buy", "ADA", 5_000, 3_050),
  deal("2024-03-28T13:58:02Z", "sell", "ADA", 5_000, 3_462.5),
  deal("2025-06-10T19:20:33Z", "buy", "LINK", 300, 4_020),
  deal("2025-08-21T15:41:12Z", "sell", "LINK", 300, 6_000),
  deal("2025-10-07T14:09:50Z", "buy", "BTC", 1.5, 171_000),
  deal("2026-03-12T18:27:36Z", "sell", "BTC", 0.2, 18_600),
  deal("2026-07-08T16:55:21Z", "buy", "SOL", 500, 82_500),
  deal("2026-07-20T15:10:44Z", "buy", "LINK", 700, 11_340),
];

/** Jane's Coinbase history. Every purchase is paid in by bank the day before. */
export function janeEntries(): readonly CoinbaseEntry[] {
  return JANE.flatMap((each) => {
    const time = Date.parse(each.at);
    const isBuy = each.side === "buy";
    const fees = round(each.dollars * 0.006, 2);
    const subtotal = round(isBuy ? each.dollars - fees : each.dollars + fees, 2);
    const price = round(subtotal / each.quantity, 8);
    const trade: CoinbaseEntry = {
      time,
      type: isBuy ? "Buy" : "Sell",
      asset: each.asset,
      quantity: `${isBuy ? "" : "-"}${each.quantity}`,
      price,
      subtotal,
      total: each.dollars,
      fees,
      notes: `${isBuy ? "Bought" : "Sold"} ${each.quantity} ${each.asset} for ${each.dollars} USD`,
    };
    const paid: CoinbaseEntry = {
      time: time - 86_400_000,
      type: "Deposit",
      asset: "USD",
      quantity: each.dollars.toFixed(2),
      price: 1,
      subtotal: each.dollars,
      total: each.dollars,
      fees: 0,
      notes: "Deposit from Lakeside Bank",
    };
    return isBuy ? [paid, trade] : [trade];
  });
}

/**
 * Brian Castellano. 2026: 790,000 - 190,000 = 600,000 long-term gain. Open at the demo's prices: ETH 150 x (2,710 - 4,710) = -300,000;
 * SOL 2,500 x (128 - 248) = -300,000; together -600,000.
 */
const BRIAN: readonly Deal[] = [
  deal("2021-11-08T17:30:05Z", "buy", "ETH", 150, 706_500),
  deal("2021-11-10T16:02:48Z", "buy", "SOL", 2_500, 620_000),
  deal("2023-02-15T19:44:31Z", "buy", "BTC", 8, 190_000),
  deal("2024-06-18T14:25:09Z", "buy", "LINK", 1_000, 14_200),
  deal("2024-12-03T15:51:57Z", "sell", "LINK", 1_000, 22_700),
  deal("2025-04-10T18:36:22Z", "buy", "ADA", 20_000, 13_200),
  deal("2025-09-12T13:19:40Z", "sell", "ADA", 20_000, 16_900),
  deal("2026-05-19T17:08:14Z", "sell", "BTC", 8, 790_000),
];

/** Brian's Kraken ledger: deposits by wire, trades with the fee on the dollar side. */
export function brianEntries(random: Random): readonly KrakenEntry[] {
  return BRIAN.flatMap((each) => {
    const time = Date.parse(each.at);
    const isBuy = each.side === "buy";
    const fee = round(each.dollars * 0.0016, 4);
    const gross = round(isBuy ? each.dollars - fee : each.dollars + fee, 4);
    const common = { time, refid: code(random, "T"), type: "trade", subtype: "tradespot" };
    const usd: KrakenEntry = {
      ...common,
      asset: "USD",
      amount: isBuy ? -gross : gross,
      fee,
      usd: isBuy ? -gross : gross,
    };
    const coin: KrakenEntry = {
      ...common,
      asset: each.asset,
      amount: isBuy ? each.quantity : -each.quantity,
      fee: 0,
      usd: isBuy ? gross : -gross,
    };
    const wire: KrakenEntry = {
      time: time - 2 * 86_400_000,
      refid: code(random, "Q"),
      type: "deposit",
      subtype: "",
      asset: "USD",
      amount: each.dollars,
      fee: 0,
      usd: each.dollars,
    };
    return isBuy ? [wire, usd, coin] : [usd, coin];
  });
}

const MEI_HEADER =
  "Date,Account,Type,Sent Amount,Sent Asset,Received Amount,Received Asset,Fee Amount,Fee Asset,Value USD," +
  "To Account,Donor Basis USD,Donor Acquired,Gift Tax USD,ID,Note";

/** Events written by hand; the columns of `MEI_HEADER` without the id. */
const MEI_EVENTS = [
  "2023-01-20T09:15:00-05:00,Bitstamp,Buy,4218.40,USD,0.2,BTC,12.60,USD,,,,,,first purchase",
  "2023-02-11T10:40:00-05:00,Bitstamp,Buy,3062.00,USD,2,ETH,9.20,USD,,,,,,",
  "2023-03-05,Ledger wallet,Gift Received,,,40,SOL,,,820.00,,1240.00,2022-02-18,,gift from her father · 父からの贈り物",
  "2023-04-02T08:05:00-04:00,Bitstamp,Transfer,1.5,ETH,1.4991,ETH,,,2730.00,Ledger wallet,,,,to her own wallet",
  "2023-06-24T12:00:00-04:00,Bitstamp,Buy,6098.00,USD,0.2,BTC,18.30,USD,,,,,,",
  "2023-09-30T16:20:00-04:00,Bitstamp,Sell,0.15,BTC,4044.00,USD,12.10,USD,,,,,,",
  "2023-11-08T11:11:00-05:00,Bitstamp,Buy,2890.00,USD,70,SOL,8.70,USD,,,,,,",
  "2023-12-12T19:30:00-05:00,Ledger wallet,Swap,0.4,ETH,13.2,SOL,,,880.00,,,,,on a decentralised exchange",
  "2024-01-19T10:10:00-05:00,Bitstamp,Buy,8316.00,USD,0.2,BTC,24.90,USD,,,,,,",
  "2024-03-08T14:00:00-05:00,Bitstamp,Sell,0.12,BTC,8064.00,USD,24.20,USD,,,,,,highest cost first by standing order",
  "2024-04-20T21:45:00-04:00,Ledger wallet,Spend,6,SOL,,,,,870.00,,,,,bicycle · 自転車",
  "2024-06-30T15:00:00-04:00,Ledger wallet,Gift Sent,5,SOL,,,,,730.00,,,,,birthday of her niece · 姪の誕生日",
  "2024-08-05T10:30:00-04:00,Bitstamp,Buy,5010.00,USD,2,ETH,15.00,USD,,,,,,",
  "2024-10-15,Ledger wallet,Inherited,,,0.35,BTC,,,23240.00,,,,,from her grandmother · 祖母の遺産",
  "2024-12-05T09:25:00-05:00,Bitstamp,Sell,60,SOL,14040.00,USD,42.10,USD,,,,,,",
  "2025-01-22T13:35:00-05:00,Bitstamp,Buy,6580.00,USD,2,ETH,19.70,USD,,,,,,",
  "2025-03-14T17:50:00-04:00,Bitstamp,Transfer,1,ETH,0.9993,ETH,,,1910.00,Ledger wallet,,,,",
  "2025-05-30T10:05:00-04:00,Ledger wallet,Donation,4,SOL,,,,,690.00,,,,,to a food bank",
  "2025-07-18T12:40:00-04:00,Ledger wallet,Sell,1.2,ETH,4140.00,USD,6.20,USD,,,,,,last in first out by standing order",
  "2025-08-25T18:15:00-04:00,Bitstamp,Buy,11320.00,USD,0.1,BTC,34.00,USD,,,,,,",
  "2025-10-02T14:30:00-04:00,Bitstamp,Buy,8700.00,USD,2,ETH,26.10,USD,,,,,,",
  "2026-02-17T09:55:00-05:00,Bitstamp,Sell,1,ETH,3150.00,USD,9.50,USD,,,,,,",
  "2026-04-09T11:25:00-04:00,Bitstamp,Buy,2960.00,USD,20,SOL,8.90,USD,,,,,,",
  "2026-06-11T16:45:00-04:00,Ledger wallet,Swap,0.5,ETH,23.1,SOL,0.2,SOL,1720.00,,,,,",
  "2026-08-03T10:20:00-04:00,Bitstamp,Buy,10250.00,USD,0.1,BTC,30.80,USD,,,,,,",
  "2026-10-14T15:05:00-04:00,Bitstamp,Sell,0.08,BTC,7560.00,USD,22.70,USD,,,,,,",
] as const;

/** Mei-Ling Tanaka's universal CSV: the events above and staking rewards of each month on the wallet. */
export function meiLingFile(): string {
  const random = createRandom(20_230_305);
  const rewards: string[] = [];
  for (let month = 0; month < 43; month += 1) {
    const time = Date.UTC(2023, 3 + month, 15, 12);
    const quantity = round(0.21 + random() * 0.06, 6);
    const value = round(quantity * priceAt("SOL", time, random), 2);
    const at = new Date(time).toISOString().replace(".000Z", "Z");
    rewards.push(
      `${at},Ledger wallet,Staking,,,${quantity},SOL,,,${value.toFixed(2)},,,,,staking · ステーキング`,
    );
  }
  const rows = [...MEI_EVENTS, ...rewards].sort((a, b) =>
    a.slice(0, 10).localeCompare(b.slice(0, 10)),
  );
  return [MEI_HEADER, ...rows.map(withId)].join("\n").concat("\n");
}

function withId(row: string, index: number): string {
  const at = row.lastIndexOf(",");
  return `${row.slice(0, at)},MLT-${String(index + 1).padStart(3, "0")},${row.slice(at + 1)}`;
}
