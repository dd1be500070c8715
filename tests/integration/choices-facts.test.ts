import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { listAuditEvents } from "@/db/queries/audit-events";
import { getClient } from "@/db/queries/clients";
import { accessGrants } from "@/db/schema/access-grants";
import { usd, usdText } from "@/lib/money/usd";
import { ok } from "@/lib/result";
import { addStandingOrder, changeLedgerSettings } from "@/lib/services/change-settings";
import { withGroups } from "@/lib/services/gains/asset-groups";
import { setAccountFacts } from "@/lib/services/set-account-facts";
import { setAssetFacts } from "@/lib/services/set-asset-facts";
import { assetId } from "@/lib/tax/transaction";
import { books, buy, enter, NOW, sell, settings } from "./choices-support";
import { makeInvestor, makeUser, openDatabase, write } from "./support";

await openDatabase({ DB_POOL_SIZE: "6" });

const dollars = (amount: Parameters<typeof usdText>[0] | null | undefined) =>
  amount === null || amount === undefined ? null : usdText(amount);

describe("what is said about an account", () => {
  it("is a platform's and the client's until somebody says otherwise; the last word counts", async () => {
    const who = await makeInvestor();
    await buy(who, "2025-01-06", "1", "90000");
    const [account] = (await settings(who)).accounts;
    expect(account).toMatchObject({ custody: "broker", owner: "client", isStated: false });
    const id = account?.id ?? "";
    const say = (custody: string, owner: string) =>
      setAccountFacts(who, who.client, id, { custody, owner });
    expect(await say("own", "ira")).toEqual(ok(null));
    expect(await say("own", "spouse")).toEqual(ok(null));
    expect((await settings(who)).accounts).toMatchObject([
      { custody: "own", owner: "spouse", isStated: true },
    ]);
    expect((await books(who)).settings.accounts).toEqual([
      { account: id, custody: "own", owner: "spouse" },
    ]);
    const deeds = (await write(who, listAuditEvents)).map((event) => event.deed);
    expect(deeds.filter((deed) => deed === "account.facts")).toHaveLength(2);
  });

  it("takes a retirement account's sales off the return", async () => {
    const who = await makeInvestor();
    await buy(who, "2025-01-06", "1", "90000");
    await sell(who, "2025-06-02", "1", "105000");
    expect((await books(who)).ledger.closedLots).toHaveLength(1);
    const [account] = (await settings(who)).accounts;
    await setAccountFacts(who, who.client, account?.id ?? "", { custody: "broker", owner: "ira" });
    expect((await books(who)).ledger.closedLots).toHaveLength(0);
  });

  it("cannot be said of another client's account, which is as if it were not there", async () => {
    const [mine, theirs] = [await makeInvestor(), await makeInvestor()];
    await buy(theirs, "2025-01-06", "1", "90000");
    const foreign = (await settings(theirs)).accounts[0]?.id ?? "";
    const facts = { custody: "own", owner: "client" };
    const refused = { ok: false, error: { code: "not-found" } };
    expect(await setAccountFacts(mine, mine.client, foreign, facts)).toEqual(refused);
    expect(await setAccountFacts(mine, theirs.client, foreign, facts)).toEqual(refused);
    expect(await setAccountFacts(mine, mine.client, crypto.randomUUID(), facts)).toEqual(refused);
    expect(await setAccountFacts(mine, mine.client, "x", facts)).toEqual(refused);
    expect((await settings(theirs)).accounts[0]?.isStated).toBe(false);
  });

  it("needs both answers", async () => {
    const who = await makeInvestor();
    await buy(who, "2025-01-06", "1", "90000");
    const id = (await settings(who)).accounts[0]?.id ?? "";
    expect(await setAccountFacts(who, who.client, id, { custody: "friend" })).toMatchObject({
      error: {
        code: "invalid-input",
        fields: { custody: expect.any(String), owner: expect.any(String) },
      },
    });
  });
});

describe("what is said about an asset", () => {
  /*
   * 10 shares bought for 1,000 on 2025-03-03, sold for 600 on 2025-04-01: a loss of 400. 10 bought for 650 on 2025-04-15,
   * within 30 days. As a digital asset the loss counts; as a security all of it is disallowed and moves into the new basis,
   * 650 + 400 = 1,050 (IRC 1091(d)).
   */
  async function washed() {
    const who = await makeInvestor();
    const share = { receivedAsset: "IBIT", sentAsset: "IBIT" };
    await buy(who, "2025-03-03", "10", "1000", share);
    await sell(who, "2025-04-01", "10", "600", share);
    await buy(who, "2025-04-15", "10", "650", share);
    return who;
  }

  it("makes a wash sale of a security's loss that is replaced, and of nothing before", async () => {
    const who = await washed();
    const before = (await books(who)).ledger;
    expect(before.closedLots.map((lot) => [dollars(lot.gain), lot.adjustments])).toEqual([
      ["-400", []],
    ]);
    expect(before.openLots.map((lot) => dollars(lot.basis))).toEqual(["650"]);
    const said = await setAssetFacts(who, who.client, { asset: "ibit", class: "security" });
    expect(said).toEqual(ok(null));
    const { closedLots, openLots, washSales } = (await books(who)).ledger;
    expect(closedLots.map((lot) => [dollars(lot.gain), lot.adjustments])).toEqual([
      ["0", [{ code: "W", amount: usd("400") }]],
    ]);
    expect(openLots.map((lot) => dollars(lot.basis))).toEqual(["1050"]);
    expect(washSales).toHaveLength(1);
  });

  it("reaches digital assets from the day the switch names, and not before", async () => {
    const who = await washed();
    const from = (day: string) =>
      changeLedgerSettings(who, who.client, { washSales: "digital", washSalesFrom: day });
    const gain = async () => dollars((await books(who)).ledger.closedLots[0]?.gain);
    await from("2025-04-02");
    expect(await gain()).toBe("-400");
    await from("2025-04-01");
    expect(await gain()).toBe("0");
    await changeLedgerSettings(who, who.client, { washSales: "securities" });
    expect(await gain()).toBe("-400");
    const nothing = await changeLedgerSettings(who, who.client, {
      washSales: "digital",
      washSalesFrom: "",
    });
    expect(nothing).toMatchObject({ error: { fields: { washSalesFrom: expect.any(String) } } });
  });

  it("lists every asset with what is assumed, and what is the same as what", async () => {
    const who = await washed();
    await buy(who, "2025-01-06", "1", "90000");
    await setAssetFacts(who, who.client, {
      asset: "IBIT",
      class: "security",
      collectible: "on",
      identicalTo: "fbtc",
    });
    expect((await settings(who)).assets).toEqual([
      {
        asset: "BTC",
        name: "Bitcoin",
        kind: "coin",
        isUndecided: false,
        from: ["entered by hand"],
        class: "digital",
        collectible: false,
        identicalTo: null,
        sameAs: [],
        isStated: false,
      },
      {
        asset: "IBIT",
        name: null,
        kind: null,
        isUndecided: false,
        from: ["entered by hand"],
        class: "security",
        collectible: true,
        identicalTo: "FBTC",
        sameAs: ["FBTC"],
        isStated: true,
      },
    ]);
  });

  it("refuses money, unknown classes and signs that are none", async () => {
    const who = await makeInvestor();
    const say = (form: Record<string, string>) =>
      setAssetFacts(who, who.client, { asset: "BTC", class: "digital", ...form });
    for (const [field, text] of [
      ["asset", "USD"],
      ["asset", "EUR"],
      ["asset", "two words"],
      ["class", "stock"],
      ["identicalTo", "=cmd()"],
    ] as const) {
      expect(await say({ [field]: text })).toMatchObject({
        error: { fields: { [field]: expect.any(String) } },
      });
    }
    expect((await settings(who)).assets).toEqual([]);
  });

  it("puts an asset that another names into the same group, said once", () => {
    const digital = { class: "digital", collectible: false } as const;
    const [a, b, c] = [assetId("A"), assetId("B"), assetId("C")];
    const groups = withGroups([
      { asset: a, ...digital, identicalTo: "B" },
      { asset: c, class: "security", collectible: true, identicalTo: "B" },
    ]);
    expect(groups.map(({ asset, identicalTo }) => [asset, identicalTo])).toEqual([
      ["A", "B"],
      ["C", "B"],
      ["B", "B"],
    ]);
    const own = [{ asset: b, ...digital, identicalTo: null }];
    expect(withGroups([{ asset: a, ...digital, identicalTo: "B" }, ...own])[1]).toMatchObject({
      identicalTo: "B",
    });
    expect(withGroups(own)).toBe(own);
  });
});

describe("the choices of all years", () => {
  it("are changed part by part: what a form does not send stays, also when two are saved at once", async () => {
    const who = await makeInvestor();
    const both = await Promise.all([
      changeLedgerSettings(who, who.client, {
        timeZone: "America/Chicago",
        pool: "universal-until-2024",
        transferFee: "carry",
      }),
      changeLedgerSettings(who, who.client, {
        swapCostsBefore2025: "halves",
        wrap: "carry-over",
        bridge: "taxable",
        liquidity: "carry-over",
        "liquid-staking": "ask",
      }),
      changeLedgerSettings(who, who.client, {
        rounding: "dollars",
        exception1: "direct",
        various: "one-row",
      }),
    ]);
    expect(both).toEqual([ok(null), ok(null), ok(null)]);
    const { settings: chosen, forms } = await books(who);
    expect(chosen).toMatchObject({
      timeZone: "America/Chicago",
      pool: "universal-until-2024",
      transferFee: "carry",
      swapCostsBefore2025: "halves",
      conversions: {
        wrap: "carry-over",
        bridge: "taxable",
        liquidity: "carry-over",
        "liquid-staking": "ask",
      },
      washSalesOfDigitalAssetsFrom: null,
    });
    expect(forms).toMatchObject({ rounding: "dollars", exception1: "direct", various: true });
    expect(await settings(who)).toMatchObject({ swapCostsBefore2025: "halves", various: true });
  });

  it("are the engine's defaults until somebody chooses, and refuse what they do not know", async () => {
    const who = await makeInvestor();
    expect((await books(who)).settings).toMatchObject({
      swapCostsBefore2025: "given-up",
      conversions: {
        wrap: "ask",
        bridge: "ask",
        liquidity: "taxable",
        "liquid-staking": "taxable",
      },
    });
    const refused = await changeLedgerSettings(who, who.client, {
      wrap: "maybe",
      swapCostsBefore2025: "thirds",
      rounding: "pennies",
    });
    expect(refused).toMatchObject({
      error: {
        fields: {
          wrap: expect.any(String),
          swapCostsBefore2025: expect.any(String),
          rounding: expect.any(String),
        },
      },
    });
  });

  it("decide a wrap nobody decided: asked for first, then taxable or not as chosen", async () => {
    const who = await makeInvestor();
    const eth = { receivedAsset: "ETH" };
    await buy(who, "2025-01-06", "1", "3000", eth);
    await enter(who, "conversion", {
      date: "2025-02-03",
      form: "wrap",
      treatment: "",
      sentQuantity: "1",
      sentAsset: "ETH",
      receivedQuantity: "1",
      receivedAsset: "WETH",
      value: "3500",
    });
    const asked = (await books(who)).ledger;
    expect(asked.issues.map(({ code }) => code)).toEqual(["choice-needed"]);
    await changeLedgerSettings(who, who.client, { wrap: "taxable" });
    const taxable = (await books(who)).ledger;
    expect(taxable.issues).toEqual([]);
    expect(taxable.closedLots.map((lot) => dollars(lot.gain))).toEqual(["500"]);
    await changeLedgerSettings(who, who.client, { wrap: "carry-over" });
    const carried = (await books(who)).ledger;
    expect(carried.closedLots).toEqual([]);
    expect(carried.openLots.map((lot) => [lot.asset, dollars(lot.basis)])).toEqual([
      ["WETH", "3000"],
    ]);
  });
});

describe("a standing order", () => {
  const order = {
    account: "",
    method: "lofo",
    effectiveDate: "2026-05-01",
    effectiveTime: "00:00",
    madeDate: "2026-05-01",
    madeTime: "12:00",
  };

  it("keeps when the broker was told, or that nobody was", async () => {
    const who = await makeInvestor();
    await addStandingOrder(who, who.client, order, NOW);
    const told = { ...order, toldDate: "2026-05-02", toldTime: "09:30" };
    expect((await addStandingOrder(who, who.client, told, NOW)).ok).toBe(true);
    expect((await settings(who)).orders).toMatchObject([
      { method: "lofo", toldBrokerAt: "May 2, 2026, 09:30 EDT" },
      { method: "lofo", toldBrokerAt: null },
    ]);
    expect((await books(who)).settings.standingOrders.map((one) => one.toldBrokerAt)).toEqual([
      null,
      "2026-05-02T13:30:00.000Z",
    ]);
  });

  it("refuses a broker told in the future, and half a moment", async () => {
    const who = await makeInvestor();
    for (const [toldDate, toldTime, field] of [
      ["2026-11-21", "09:30", "toldDate"],
      ["2026-05-02", "", "toldTime"],
      ["", "09:30", "toldDate"],
    ] as const) {
      const refused = await addStandingOrder(
        who,
        who.client,
        { ...order, toldDate, toldTime },
        NOW,
      );
      expect(refused).toMatchObject({ error: { fields: { [field]: expect.any(String) } } });
    }
  });
});

describe("facts and choices", () => {
  const TABLES = [
    "account_facts",
    "asset_facts",
    "identifications",
    "allocations_2025",
    "broker_reports",
    "stated_adjustments",
    "client_settings",
  ];

  it.each(TABLES)("of %s are never changed and never removed by web or worker", async (table) => {
    const who = await makeInvestor();
    for (const deed of [
      sql`update ${sql.identifier(table)} set entered_at = now()`,
      sql`delete from ${sql.identifier(table)}`,
      sql`truncate ${sql.identifier(table)}`,
    ]) {
      await expect(write(who, (tx) => tx.db.execute(deed))).rejects.toMatchObject({
        code: "42501",
      });
    }
  });

  it("raise the settings' version, so that every figure is computed anew", async () => {
    const who = await makeInvestor();
    await buy(who, "2025-01-06", "1", "90000");
    const version = async () => (await write(who, getClient)).settingsVersion;
    const account = (await settings(who)).accounts[0]?.id ?? "";
    const before = await version();
    await setAccountFacts(who, who.client, account, { custody: "own", owner: "client" });
    await setAssetFacts(who, who.client, { asset: "BTC", class: "digital" });
    await changeLedgerSettings(who, who.client, { wrap: "taxable" });
    expect(await version()).toBe(before + 3);
  });

  it("are for a viewer to read, not to say", async () => {
    const who = await makeInvestor();
    const viewer = { id: await makeUser() };
    await write(who, (tx) =>
      tx.db
        .insert(accessGrants)
        .values({ clientId: who.client, userId: viewer.id, role: "viewer", grantedBy: who.id }),
    );
    const refused = { ok: false, error: { code: "read-only" } };
    expect(await changeLedgerSettings(viewer, who.client, { wrap: "taxable" })).toEqual(refused);
    expect(await setAssetFacts(viewer, who.client, { asset: "BTC", class: "security" })).toEqual(
      refused,
    );
    expect((await settings(who)).assets).toEqual([]);
  });

  it("of one client are not in another's books", async () => {
    const [mine, theirs] = [await makeInvestor(), await makeInvestor()];
    await setAssetFacts(theirs, theirs.client, { asset: "BTC", class: "security" });
    await changeLedgerSettings(theirs, theirs.client, { wrap: "taxable" });
    expect((await settings(mine)).assets).toEqual([]);
    expect((await books(mine)).settings.conversions.wrap).toBe("ask");
    expect(await setAssetFacts(mine, theirs.client, { asset: "BTC", class: "digital" })).toEqual({
      ok: false,
      error: { code: "not-found" },
    });
  });
});
