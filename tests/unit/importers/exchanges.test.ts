import { describe, expect, it } from "vitest";
import { fixture, line, read, readOk } from "./read";

const APP =
  "Timestamp (UTC),Transaction Description,Currency,Amount,To Currency,To Amount,Native Currency,Native Amount,Native Amount (in USD),Transaction Kind";
const TRADES = "#,PAIR,AMOUNT,PRICE,FEE,FEE PERC,FEE CURRENCY,DATE,ORDER ID";
const FILLED =
  "UID,Account Type,Order ID,Symbol,Side,Order Type,Avg. Filled Price,Filled Amount,Filled Volume,Filled Volume (USDT),Filled Time,Fee,Tax,Maker/Taker,Fee Currency";

async function asksOf(header: string, row: string): Promise<readonly string[] | null> {
  const result = await read("file.csv", `${header}\n${row}\n`);
  return result.ok ? null : result.error.asks;
}

async function keysOf(file: string, text: string): Promise<readonly string[]> {
  return (await readOk(file, text)).transactions.map(({ key }) => key);
}

describe("what a layout leaves open is asked before a row is read", () => {
  const trade = "1,BTC/USD,0.1,29500,-0.0002,0.2,BTC,05-06-23 10:11:12,111";

  it("Bitfinex: the order of day and month, unless the year stands first", async () => {
    expect(await asksOf(TRADES, trade)).toEqual(["date-order"]);
    const old = "#,Pair,Amount,Price,Fee,FeeCurrency,Date";
    expect(await asksOf(old, "1,BTC/USD,0.1,300,0,USD,2014-10-07 19:33:04")).toBeNull();
  });

  it("Bitfinex: each order reads the same cell as another day", async () => {
    const at = async (dateOrder: "day-first" | "month-first") =>
      (await readOk("file.csv", `${TRADES}\n${trade}\n`, { answers: { dateOrder } }))
        .transactions[0]?.at;
    expect(await at("day-first")).toBe("2023-06-05T10:11:12.000Z");
    expect(await at("month-first")).toBe("2023-05-06T10:11:12.000Z");
  });

  it("KuCoin: the zone, unless a column's name states it", async () => {
    const row = "1,main,o,BTC-USDT,BUY,LIMIT,6,1,6,6,2024-07-01 02:00:00,0,,TAKER,USDT";
    expect(await asksOf(FILLED, row)).toEqual(["time-zone"]);
    expect(await asksOf(FILLED.replace("Time,", "Time(UTC+08:00),"), row)).toBeNull();
    expect(await asksOf(FILLED.replace("Time,", "Time(UTC),"), row)).toBeNull();
  });
});

describe("the same row in another export of the source has the same identity", () => {
  it("Crypto.com App: with and without signs, with and without the hash", async () => {
    const rows = (amount: string, tail: string) =>
      `2021-12-06 10:00:00,Withdraw BTC,BTC,${amount},,,USD,4000,4000,crypto_withdrawal${tail}\n`;
    const signed = await keysOf("a.csv", `${APP}\n${rows("-0.10", "")}`);
    expect(await keysOf("b.csv", `${APP}\n${rows("0.1", "")}`)).toEqual(signed);
    const hashed = `${APP},Transaction Hash\n${rows("-0.1", ",abc")}`;
    expect(await keysOf("c.csv", hashed)).toEqual(signed);
  });

  it("Crypto.com App: the dollars of the day of the export change nothing", async () => {
    const row = (later: string) =>
      `${APP}\n2021-12-06 10:00:00,BTC Deposit,BTC,1,,,EUR,10,${later},crypto_deposit\n`;
    expect(await keysOf("a.csv", row("11.8"))).toEqual(await keysOf("b.csv", row("12.9")));
    const [deposit] = (await readOk("a.csv", row("11.8"))).transactions;
    expect(deposit).toMatchObject({ kind: "deposit", value: null });
  });

  it("KuCoin: in another zone of the account's setting", async () => {
    const file = (zone: string, time: string) =>
      `${FILLED.replace("Time,", `Time(UTC${zone}),`)}\n1,main,o,BTC-USDT,BUY,LIMIT,6,1,6,6,${time},0,,TAKER,USDT\n`;
    expect(await keysOf("a.csv", file("+08:00", "2024-07-01 02:00:00"))).toEqual(
      await keysOf("b.csv", file("-05:00", "2024-06-30 13:00:00")),
    );
  });

  it("Bittrex: an order in fullOrders and in the statement of 2023", async () => {
    const full =
      "OrderUuid,Exchange,Type,Quantity,Limit,CommissionPaid,Price,Opened,Closed\nid-1,BTC-SWT,LIMIT_BUY,100,0.001,0.0002,0.1,12/3/2017 11:00:00 AM,12/3/2017 12:04:16 PM\n";
    const statement =
      "TXID,Time (UTC),Transaction,Order Type,Market,Base,Quote,Price,Quantity (Base),Fees (Quote),Total (Quote),Approx Value (USD),Time In Force,Notes\nid-1,2017-12-03T12:04:16,Bought,Limit,SWT/BTC,SWT,BTC,0.001,100,0.0002,0.1002,,Good,\n";
    expect(await keysOf("a.csv", full)).toEqual(await keysOf("b.csv", statement));
    const told = async (text: string) => (await readOk("a.csv", text)).transactions.map(line);
    expect(await told(statement)).toEqual(await told(full));
  });

  it("Gemini: a trade of the workbook and of the CSV saved from it", async () => {
    const first =
      "Date,Time (UTC),Type,Symbol,Specification,Liquidity Indicator,Trading Fee Rate (bps),USD Amount USD,Fee (USD) USD,USD Balance USD,BTC Amount BTC,Fee (BTC) BTC,BTC Balance BTC,Trade ID";
    const whole = `${first}\n2023-03-01 11:00:00.25,2023-03-01 11:00:00.25,Buy,BTCUSD,Limit,Taker,25,-3000,-7.5,1,0.05,,1,99\n`;
    const saved = `${first}\n2023-03-01,11:00:00.250,Buy,BTCUSD,Limit,Taker,25,"($3,000.00)",($7.50),$1.00 ,0.05 BTC ,,1.0 BTC ,99\n`;
    const [a, b] = [await readOk("a.csv", whole), await readOk("b.csv", saved)];
    expect(b.transactions.map(({ key }) => key)).toEqual(a.transactions.map(({ key }) => key));
    expect(b.transactions.map(({ at }) => at)).toEqual(["2023-03-01T11:00:00.250Z"]);
    expect(b.transactions.map(line)).toEqual(a.transactions.map(line));
  });
});

describe("what is asked names what it is about", () => {
  const reasons = async (path: string, options = {}) =>
    (await fixture(path, options)).transactions.map(({ question }) => question?.reason ?? "");

  it("a side that is no side, with both amounts", async () => {
    // 1,850 x 0.2
    expect((await reasons("crypto-com-exchange/2022-spot.csv"))[4]).toContain(
      '"HOLD" does not say whether 0.2 ETH was bought or sold for 370 USD',
    );
  });

  it("a fee whose coin the file does not name", async () => {
    const zone = { answers: { timeZone: "UTC" } };
    expect((await reasons("kucoin/2018-oid.csv", zone))[1]).toContain("The fee was 0.3968254");
  });

  it("an order filled on several days, and halves that are missing", async () => {
    const all = await reasons("gate/2024-billing.csv");
    expect(all[8]).toContain("several days");
    expect(all[9]).toContain("other half of this order");
    expect(all[11]).toContain("swept into GT");
  });

  it("a contract, with its cash flow and fee", async () => {
    expect((await reasons("bybit-derivatives/2023-log.csv"))[2]).toBe(
      "Close Long of the contract BTCUSDT, cash flow 100, fee 1.68: say what its gain or loss was.",
    );
  });
});
