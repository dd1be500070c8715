import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { clientId as toClientId } from "@/db/ids";
import { insertMarketPrices, listMarketPrices } from "@/db/queries/market-prices";
import { withClient } from "@/db/tenant";
import type { ClientJob } from "@/lib/jobs/client-job";
import { usdText } from "@/lib/money/usd";
import type { HistoryProvider, HistoryRequest } from "@/lib/prices/history";
import { invariant, ok } from "@/lib/result";
import { addPriceFile, addQuote, fetchQuotes } from "@/lib/services/change-quotes";
import { readLedgerFilter } from "@/lib/services/ledger-filter";
import { loadBooks } from "@/lib/services/load-books";
import { requestPastPrices } from "@/lib/services/request-past-prices";
import { runPriceFetch } from "@/lib/services/run-price-fetch";
import { undoImport } from "@/lib/services/undo-import";
import { viewLedger } from "@/lib/services/view-ledger";
import { viewPastPrices } from "@/lib/services/view-past-prices";
import { viewTransaction } from "@/lib/services/view-transaction";
import { assetId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { coinbaseFile, imported, type Owner, stateHash } from "./books-support";
import { makeInvestor, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase({ DB_POOL_SIZE: "6" });
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const NOW = () => Date.parse("2026-11-20T21:00:00Z");

/** A purchase in euros, a reward without dollars, and one of a coin nobody knows. Invented. */
const FILE = coinbaseFile([
  "p1,2024-03-02 15:04:05 UTC,Buy,BTC,0.01,EUR,€57000,€570.00,€578.55,€8.55,Bought 0.01 BTC",
  "p2,2024-03-02 18:30:00 UTC,Staking Income,ETH,0.02,USD,,,,,Received 0.02 ETH",
  "p3,2024-03-03 10:00:00 UTC,Reward Income,NOSUCHCOIN,5,USD,,,,,Received 5 NOSUCHCOIN",
]);

const PRICES: Readonly<Record<string, string>> = {
  "day EUR 2024-03-02": "1.0813",
  "hour ETH 2024-03-02T18": "3425.5",
};

const keyOf = ({ span, asset, starts }: HistoryRequest) =>
  `${span} ${asset} ${starts.slice(0, span === "day" ? 10 : 13)}`;

/** A source that tells what stands in `PRICES`, one page for each request; `asked` are their keys. */
function source(asked: string[], failAfter = Number.POSITIVE_INFINITY): HistoryProvider {
  return {
    id: "told",
    label: "Told Exchange",
    plan: (requests) =>
      requests.map((request) => ({
        requests: [request],
        fetch: async () => {
          if (asked.length >= failAfter) {
            throw new Error("killed");
          }
          asked.push(keyOf(request));
          const price = PRICES[keyOf(request)];
          const at = instant("2024-03-02T19:00:00Z");
          return ok(
            price === undefined
              ? []
              : [{ ...request, price, at, pair: `${request.asset}-USD`, source: "Told Exchange" }],
          );
        },
      })),
  };
}

function jobOf(who: Owner): ClientJob & { readonly said: string[] } {
  const said: string[] = [];
  return {
    said,
    user: who,
    clientId: toClientId(who.client),
    subjectId: who.client,
    progress: async (done, total, message) => {
      said.push(`${done}/${total} ${message ?? ""}`);
    },
  };
}

const view = async (who: Owner) => {
  const found = await viewPastPrices(who, who.client, NOW);
  invariant(found.ok, "the books are open");
  return found.value;
};

const books = async (who: Owner) => {
  const found = await loadBooks(who, who.client);
  invariant(found.ok, "the books are open");
  return found.value;
};

const issues = async (who: Owner) =>
  (await books(who)).ledger.issues.map(({ code, asset }) => `${code} ${asset}`);

describe("rows without dollars", () => {
  it("are whole as told: the import says whose dollars are missing, then the books say it, with why", async () => {
    const who = await makeInvestor();
    const { counts } = await imported(who, "a.csv", FILE);
    expect(counts).toMatchObject({ accepted: 2, question: 1 });
    const ledger = await viewLedger(who, who.client, readLedgerFilter({}));
    expect(ledger.ok && ledger.value.questions).toBe(0);
    expect(await issues(who)).toEqual([
      "missing-value BTC",
      "missing-value EUR",
      "missing-value ETH",
      "missing-value NOSUCHCOIN",
    ]);
    expect(await view(who)).toMatchObject({
      missing: 4,
      information: 0,
      askable: 3,
      valued: 0,
      run: null,
      groups: [
        { asset: "EUR", count: 2, why: "" },
        { asset: "ETH", count: 1, why: "" },
        { asset: "NOSUCHCOIN", count: 1, reason: "nobody-to-ask" },
      ],
    });
  });

  it("are valued by what a run fetches; the facts stay as they were, and the run says what is left and why", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", FILE);
    const [before, hash] = [await books(who), await stateHash(who)];
    const asked: string[] = [];
    const job = jobOf(who);
    await runPriceFetch(job, [source(asked)], NOW);
    // Money has no hours; of the coin nobody knows nobody is asked; the purchase and its fee need the same rate.
    expect(asked).toEqual(["hour ETH 2024-03-02T18", "day EUR 2024-03-02"]);
    expect(job.said.at(-1)).toBe(
      "4/4 3 of 4 amounts have a price now. Still missing. NOSUCHCOIN (1): no source is known to mean this very asset, so none was asked.",
    );
    const after = await books(who);
    expect(after.version.settings).toBeGreaterThan(before.version.settings);
    expect(await stateHash(who)).toBe(hash);
    // 570 x 1.0813 = 616.341; fee 8.55 x 1.0813 = 9.245115; basis 625.586115. Income 0.02 x 3,425.5 = 68.51.
    expect(
      after.ledger.openLots.map(({ asset, basis }) => [asset, basis && usdText(basis)]),
    ).toEqual([
      ["BTC", "625.586115"],
      ["ETH", "68.51"],
      ["NOSUCHCOIN", null],
    ]);
    expect(await issues(who)).toEqual(["missing-value NOSUCHCOIN"]);
    expect(await view(who)).toMatchObject({
      missing: 1,
      askable: 0,
      valued: 3,
      sources: [{ source: "Told Exchange", count: 2 }],
    });
  });

  it("say in the ledger and the drawer by which price they were valued", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", FILE);
    await runPriceFetch(jobOf(who), [source([])], NOW);
    const ledger = await viewLedger(who, who.client, readLedgerFilter({ asset: "ETH" }));
    invariant(ledger.ok, "the ledger is open");
    const [entry] = ledger.value.entries;
    expect(entry).toMatchObject({
      value: "68.51",
      valuedBy:
        "0.02 ETH at $3,425.50, close of the hour that began Mar 2, 2024, 18:00 UTC, Told Exchange ETH-USD",
    });
    const bought = await viewLedger(who, who.client, readLedgerFilter({ asset: "BTC" }));
    const id = bought.ok ? (bought.value.entries[0]?.id ?? "") : "";
    const drawer = await viewTransaction(who, who.client, id);
    expect(drawer.ok && drawer.value.entry).toMatchObject({
      value: "616.341",
      question: null,
      sent: { quantity: "570", asset: "EUR" },
      received: { quantity: "0.01", asset: "BTC" },
      fees: [{ asset: "EUR", quantity: "8.55", value: "9.245115" }],
    });
    // The form to correct it shows what was told, not what was valued.
    expect(drawer.ok && drawer.value.form.typed["value"]).toBe("");
  });

  it("a run that is killed keeps what came in, and the next asks only for the rest", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", FILE);
    await expect(runPriceFetch(jobOf(who), [source([], 1)], NOW)).rejects.toThrow("killed");
    const asked: string[] = [];
    await runPriceFetch(jobOf(who), [source(asked)], NOW);
    expect(asked).toEqual(["day EUR 2024-03-02"]);
    expect((await view(who)).missing).toBe(1);
  });

  it("without a network nothing changes, nothing is zero, and the run says who was silent", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", FILE);
    const silent: HistoryProvider = {
      id: "silent",
      label: "Silent Exchange",
      plan: (requests) => [
        {
          requests,
          fetch: async () => ({ ok: false, error: { code: "unreachable", detail: "no network" } }),
        },
      ],
    };
    const version = (await books(who)).version;
    const job = jobOf(who);
    await runPriceFetch(job, [silent], NOW);
    expect(job.said.at(-1)).toMatch(
      /^4\/4 0 of 4 amounts have a price now\. Silent Exchange could not be reached\. Still missing\. EUR \(2\)/,
    );
    expect((await books(who)).version).toEqual(version);
    expect((await view(who)).missing).toBe(4);
  });

  it("a lie that contradicts a price known from days near it is not taken", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", FILE);
    await write(who, (tx) =>
      insertMarketPrices(tx, [
        {
          asset: assetId("ETH"),
          price: "3400",
          span: "day",
          starts: instant("2024-03-01T00:00:00Z"),
          at: instant("2024-03-02T00:00:00Z"),
          pair: "ETH-USD",
          source: "Coinbase Exchange",
          toldBy: "market",
        },
      ]),
    );
    const liar: HistoryProvider = {
      id: "liar",
      label: "Liar",
      plan: (requests) => [
        {
          requests,
          fetch: async () =>
            ok(
              requests.map((request) => ({
                ...request,
                price: "3425500000",
                at: request.starts,
                pair: "",
                source: "Liar",
              })),
            ),
        },
      ],
    };
    const job = jobOf(who);
    await runPriceFetch(job, [liar], NOW);
    expect(job.said.at(-1)).toContain("a thousand times away from known ones");
    expect(await issues(who)).toContain("missing-value ETH");
    // No currency is worth billions of dollars, whatever is known of it.
    expect(await issues(who)).toContain("missing-value EUR");
  });

  it("a price by hand, or of a file, values them too and comes before the market's", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", FILE);
    await runPriceFetch(jobOf(who), [source([])], NOW);
    // A date stands for the UTC day, a time for its hour.
    const text = "asset,price,time\nNOSUCHCOIN,0.5,2024-03-03\nETH,3000,2024-03-02T18:59:00Z\n";
    expect(await addPriceFile(who, who.client, { name: "p.csv", text })).toMatchObject({
      ok: true,
    });
    const income = async () =>
      (await books(who)).ledger.income.map(({ asset, amount }) => [
        asset,
        amount && usdText(amount),
      ]);
    // 0.02 x 3,000; 5 x 0.5.
    expect(await income()).toEqual([
      ["ETH", "60"],
      ["NOSUCHCOIN", "2.5"],
    ]);
    await addQuote(who, who.client, {
      asset: "NOSUCHCOIN",
      price: "0.6",
      date: "2024-03-03",
      time: "",
    });
    expect((await income())[1]).toEqual(["NOSUCHCOIN", "3"]);
    expect(await view(who)).toMatchObject({ missing: 0, askable: 0, groups: [] });
  });
});

it("fetching waits its turn with a run that shows; asked twice, one job waits; imports do not wait for it", async () => {
  const who = await makeInvestor();
  await imported(who, "a.csv", FILE);
  const first = await requestPastPrices(who, who.client);
  const second = await requestPastPrices(who, who.client);
  invariant(first.ok && second.ok, "the books are open");
  expect((await view(who)).run).toMatchObject({ id: second.value, state: "queued" });
  const { rows } = await admin.query<{ key: string; queue: string }>(
    `select j.key, q.queue_name as queue from graphile_worker._private_jobs j
     join graphile_worker._private_job_queues q on q.id = j.job_queue_id where j.key = $1`,
    [`fetch-prices:${who.client}`],
  );
  expect(rows).toEqual([{ key: `fetch-prices:${who.client}`, queue: `${who.client} prices` }]);
});

describe("the kept prices", () => {
  const one = {
    asset: assetId("BTC"),
    price: "62040.70000000000001",
    span: "day",
    starts: instant("2024-03-02T00:00:00Z"),
    at: instant("2024-03-03T00:00:00Z"),
    pair: "BTC-USD",
    source: "Coinbase Exchange",
    toldBy: "market",
  } as const;

  it("of the market are told once and stay, to the last digit", async () => {
    const who = await makeInvestor();
    expect(await write(who, (tx) => insertMarketPrices(tx, [one]))).toBe(1);
    const version = (await books(who)).version.settings;
    expect(await write(who, (tx) => insertMarketPrices(tx, [{ ...one, price: "1" }]))).toBe(0);
    expect(await write(who, (tx) => listMarketPrices(tx))).toEqual([one]);
    expect((await books(who)).version.settings).toBe(version);
  });

  it("are of one client only, and another may not read them nor have them fetched", async () => {
    const [who, other] = [await makeInvestor(), await makeInvestor()];
    await write(who, (tx) => insertMarketPrices(tx, [one]));
    expect(await write(other, (tx) => listMarketPrices(tx))).toEqual([]);
    expect(await viewPastPrices(other, who.client)).toMatchObject({ error: { code: "not-found" } });
    expect(await requestPastPrices(other, who.client)).toMatchObject({
      error: { code: "not-found" },
    });
    const foreign = await withClient(other, who.client, "read", async (tx) =>
      ok(await listMarketPrices(tx)),
    );
    expect(foreign.ok).toBe(false);
  });

  it("cannot be zero, changed or deleted by the web's role", async () => {
    const who = await makeInvestor();
    await expect(
      write(who, (tx) => insertMarketPrices(tx, [{ ...one, price: "0" }])),
    ).rejects.toThrow();
  });

  it("stay when the import they value is undone, and value it again when it is back", async () => {
    const who = await makeInvestor();
    const { batchId } = await imported(who, "a.csv", FILE);
    await runPriceFetch(jobOf(who), [source([])], NOW);
    expect((await undoImport(who, who.client, batchId)).ok).toBe(true);
    expect((await view(who)).valued).toBe(0);
    await imported(who, "b.csv", `${FILE}\n`);
    expect((await view(who)).valued).toBe(3);
  });
});

it("present prices of another day or a thousand times away are told and not taken (R23)", async () => {
  const who = await makeInvestor();
  await imported(who, "a.csv", FILE);
  await addQuote(who, who.client, {
    asset: "ETH",
    price: "3000",
    date: "2026-11-20",
    time: "09:00",
  });
  const fetched = await fetchQuotes(
    who,
    who.client,
    [
      {
        id: "liar",
        label: "Liar",
        fetchLatest: async () =>
          ok({
            quotes: [
              { asset: "BTC", price: "60000", at: instant("2026-11-18T21:00:00Z"), source: "Liar" },
              {
                asset: "ETH",
                price: "3100000",
                at: instant("2026-11-20T21:00:00Z"),
                source: "Liar",
              },
            ],
            unknown: [],
          }),
      },
    ],
    NOW,
  );
  expect(fetched).toMatchObject({
    ok: true,
    value: {
      added: 0,
      failures: [
        "Liar: its price of BTC is of Nov 18, 2026 and not of today.",
        "Liar: its price of ETH, 3100000, is a thousand times away from 3000.",
      ],
    },
  });
});
