import { beforeAll, describe, expect, it, vi } from "vitest";
import { invariant } from "@/lib/result";
import { addTransaction } from "@/lib/services/enter-transaction";
import { viewFiling } from "@/lib/services/filing/view-filing";
import {
  decideAlike,
  decideDifference,
  matchByHand,
  unmatchByHand,
  withdrawFormRow,
} from "@/lib/services/reconcile/decide";
import { downloadLetter } from "@/lib/services/reconcile/download-letter";
import { enterFormRow } from "@/lib/services/reconcile/enter-row";
import { type FormDetail, viewForms } from "@/lib/services/reconcile/view-forms";
import { viewYear } from "@/lib/services/view-year";
import type { TransactionId } from "@/lib/tax/transaction";
import { NOW } from "./gains-support";
import { makeInvestor, openDatabase, valued } from "./support";

vi.setConfig({ testTimeout: 60_000 });
await openDatabase();

const at = { now: NOW };
const who = await makeInvestor();
const other = await makeInvestor();

const KEY = "2025 Harbor Exchange, Inc.";

const forms = async () => valued(viewForms(who, who.client, KEY, at));
const opened = async (): Promise<FormDetail> => {
  const { open } = await forms();
  invariant(open !== null, "the form is there");
  return open;
};
const boxes = async () =>
  (await valued(viewYear(who, who.client, 2025, {}, at))).boxes.map(
    ({ box, rows, gain }) => `${box} ${rows} ${gain}`,
  );

const enter = (kind: "buy" | "sell", form: Record<string, string>): Promise<TransactionId> =>
  valued(addTransaction(who, who.client, kind, { account: "Harbor Exchange", ...form }));

const row = (form: Record<string, string>) =>
  enterFormRow(who, who.client, { payer: "Harbor Exchange, Inc.", asset: "btc", ...form });

beforeAll(async () => {
  await enter("buy", {
    date: "2024-01-10",
    receivedQuantity: "2",
    receivedAsset: "BTC",
    value: "80000",
  });
  await enter("sell", {
    date: "2025-03-01",
    sentQuantity: "1",
    sentAsset: "BTC",
    value: "90000",
    feeUsd: "500",
  });
  await enter("sell", {
    date: "2025-06-01",
    sentQuantity: "0.5",
    sentAsset: "BTC",
    value: "50000",
  });
});

describe("forms typed from paper", () => {
  it("are refused line by line where a box is wrong, and before 2025", async () => {
    expect(await row({ units: "0", sold: "2025-03-01", proceeds: "x" })).toMatchObject({
      error: { fields: { units: expect.any(String), proceeds: expect.any(String) } },
    });
    expect(await row({ units: "1", sold: "2024-12-31", proceeds: "1" })).toMatchObject({
      error: { fields: { sold: expect.stringContaining("2025") } },
    });
  });

  it("may tell no day of sale, and need a year then", async () => {
    const told = { units: "1", proceeds: "1" };
    expect(await row(told)).toMatchObject({
      error: { fields: { taxYear: expect.stringContaining("year is needed") } },
    });
    expect(await row({ ...told, taxYear: "2024" })).toMatchObject({
      error: { fields: { taxYear: expect.stringContaining("2025") } },
    });
    expect(await row({ ...told, sold: "2025-03-01", taxYear: "2026" })).toMatchObject({
      error: { fields: { taxYear: "The day of sale is in 2025." } },
    });
    expect(await row({ ...told, taxYear: "25" })).toMatchObject({
      error: { fields: { taxYear: "A year such as 2025." } },
    });
    // 0.5 BTC for 50,000: the only sale of so many units in the year.
    await valued(row({ units: "0.5", proceeds: "50000", taxYear: "2025" }));
    expect(await boxes()).toEqual(["K 1 30000", "L 1 49500"]);
    const [line] = (await opened()).rows;
    expect(line).toMatchObject({ sold: null, sales: [{ sold: "2025-06-01" }] });
    await valued(withdrawFormRow(who, who.client, line?.typedRow ?? ""));
    expect(await boxes()).toEqual(["L 2 79500"]);
  });

  it("may show federal tax withheld in box 4: said of the form, on no line of Form 8949", async () => {
    const told = { units: "1", sold: "2025-03-01", proceeds: "89500" };
    expect(await row({ ...told, withheld: "-1" })).toMatchObject({
      error: { fields: { withheld: expect.any(String) } },
    });
    await valued(row({ ...told, withheld: "2,148.00" }));
    await valued(row({ units: "0.5", sold: "2025-06-01", proceeds: "50000" }));
    const form = await opened();
    expect(form.withheld).toBe("2148");
    expect(await boxes()).toEqual(["K 2 79500"]);
    for (const { typedRow } of form.rows) {
      await valued(withdrawFormRow(who, who.client, typedRow ?? ""));
    }
    expect(await boxes()).toEqual(["L 2 79500"]);
  });

  it("may say in box 2 that the basis went to the IRS, also of noncovered units: then box J, and a wrong basis is a difference", async () => {
    const told = { units: "0.5", sold: "2025-06-01", proceeds: "50000", basis: "21000" };
    await valued(row({ ...told, covered: "noncovered" }));
    // Nothing says that the IRS has the basis: the books' own stands, in box K.
    expect(await boxes()).toEqual(["K 1 30000", "L 1 49500"]);
    await valued(withdrawFormRow(who, who.client, (await opened()).rows[0]?.typedRow ?? ""));
    await valued(row({ ...told, covered: "noncovered", basisReported: "checked" }));
    expect(await boxes()).toEqual(["J 1 30000", "L 1 49500"]);
    expect((await opened()).differences.map(({ kind }) => kind)).toEqual(["basis"]);
    await valued(withdrawFormRow(who, who.client, (await opened()).rows[0]?.typedRow ?? ""));
    await valued(row({ ...told, covered: "covered", basisReported: "blank" }));
    expect(await boxes()).toEqual(["K 1 30000", "L 1 49500"]);
    await valued(withdrawFormRow(who, who.client, (await opened()).rows[0]?.typedRow ?? ""));
    expect(await boxes()).toEqual(["L 2 79500"]);
  });

  it("may tell first sales of NFTs in box 11c instead of 1f: explained as ordinary income, without a row", async () => {
    const told = { asset: "specified nfts", units: "3", taxYear: "2025" };
    expect(await row(told)).toMatchObject({
      error: { fields: { proceeds: expect.stringContaining("11c") } },
    });
    expect(await row({ ...told, proceeds: "1", firstSales: "1" })).toMatchObject({
      error: { fields: { firstSales: expect.stringContaining("One of the two") } },
    });
    expect(await row({ ...told, asset: "", firstSales: "1" })).toMatchObject({
      error: { fields: { asset: expect.stringContaining("sign") } },
    });
    await valued(row({ ...told, firstSales: "900" }));
    const form = await opened();
    const [line, difference] = [form.rows[0], form.differences[0]];
    expect(line).toMatchObject({ asset: "Specified NFTs", proceeds: "900", firstSale: true });
    expect([form.hasFirstSales, difference?.kind]).toEqual([true, "first-sale"]);
    await valued(
      decideDifference(
        who,
        who.client,
        { difference: difference?.key ?? "", choice: "own-work", note: "" },
        at,
      ),
    );
    const decided = await opened();
    expect(decided.state).toBe("ready");
    expect(decided.sight).toMatchObject({ reported: { rows: 0 }, apart: "900" });
    expect(decided.sight.why.map(({ key, gain }) => [key, gain])).toEqual([["first-sale", "900"]]);
    expect(await boxes()).toEqual(["L 2 79500"]);
    await valued(withdrawFormRow(who, who.client, line?.typedRow ?? ""));
  });

  // Net 89,500 and basis 40,000: 49,500. 50,000 - 20,000 = 30,000. Before any form both are in L.
  it("move their sales into the form's box; what differs has its code; the gain stays", async () => {
    expect(await boxes()).toEqual(["L 2 79500"]);
    await valued(row({ units: "1", sold: "2025-03-01", proceeds: "90,000" }));
    expect(await boxes()).toEqual(["K 1 49500", "L 1 30000"]);
    const form = await opened();
    expect(form.state).toBe("open");
    expect(form.proceeds).toEqual({
      reported: "90000",
      matched: "89500",
      explained: "0",
      unexplained: "500",
    });
    expect(form.sight.reported).toMatchObject({
      rows: 1,
      proceeds: "90000",
      basis: "40000",
      adjustment: "-500",
      gain: "49500",
    });
    // The IRS sees 90,000 of gain, 40,000 of them basis it was not told of and 500 costs.
    expect(form.sight.irs.gain).toBe("90000");
    expect(form.sight.apart).toBe("40500");
    expect(form.sight.why.map(({ key, count, gain }) => [key, count, gain])).toEqual([
      ["blank-basis", 1, "40000"],
      ["proceeds", 1, "500"],
    ]);
    expect(form.notReported.map(({ units }) => units)).toEqual(["0.5"]);
  });

  it("are ready when every difference is decided; the decision can be changed and taken back", async () => {
    const [difference] = (await opened()).differences;
    invariant(difference !== undefined, "a difference");
    const decide = (choice: string, key = difference.key) =>
      decideDifference(who, who.client, { difference: key, choice, note: "fees" }, at);
    expect(await decide("no-such")).toMatchObject({ error: { code: "invalid-input" } });
    expect(await decide("costs", "gone")).toMatchObject({ error: { code: "changed-meanwhile" } });
    expect(
      await decideDifference(
        other,
        who.client,
        { difference: difference.key, choice: "costs", note: "" },
        at,
      ),
    ).toMatchObject({
      error: { code: "not-found" },
    });
    await valued(decide("costs"));
    expect(await opened()).toMatchObject({ state: "ready", proceeds: { unexplained: "0" } });
    await valued(decide("ask-broker"));
    expect((await opened()).state).toBe("waiting");
    const letter = await valued(downloadLetter(who, who.client, { form: KEY, as: "csv" }, at));
    expect(new TextDecoder().decode(letter.bytes)).toContain("box 1f: fees");
    await valued(decide(""));
    expect((await opened()).state).toBe("open");
    expect(await downloadLetter(who, who.client, { form: KEY, as: "pdf" }, at)).toMatchObject({
      error: { code: "not-found" },
    });
  });

  it("are matched by hand where the figures do not meet, and let go again", async () => {
    await valued(row({ units: "0.4", sold: "2025-08-01", proceeds: "50000" }));
    const form = await opened();
    const stray = form.rows.find(({ sales }) => sales.length === 0);
    const [sale] = form.notReported;
    invariant(stray !== undefined && sale !== undefined, "a line and a sale");
    const open = form.differences.find(({ kind }) => kind === "no-sale");
    expect(open?.offered.map(({ id }) => id)).toEqual([sale.id]);
    // 50,000 more that no sale of the books answers.
    expect(form.sight.apart).toBe("90500");
    expect(form.sight.why.map(({ key, gain }) => [key, gain])).toEqual([
      ["blank-basis", "40000"],
      ["no-sale", "50000"],
      ["proceeds", "500"],
    ]);
    const match = (...disposals: string[]) =>
      matchByHand(who, who.client, { line: stray.id, disposals }, at);
    expect(await match()).toMatchObject({ error: { fields: { disposals: expect.any(String) } } });
    expect(await match(sale.id, "no-such")).toMatchObject({ error: { code: "not-found" } });
    await valued(match(sale.id));
    const said = await opened();
    expect(said.rows.find(({ id }) => id === stray.id)).toMatchObject({ byHand: true });
    // 0.4 on the form, 0.5 sold: nobody has said why.
    expect(said.differences.map(({ kind }) => kind)).toContain("units");
    expect(said.state).toBe("open");
    expect(await boxes()).toEqual(["K 2 79500"]);
    // 90,000 and 50,000 on one line: both sales follow it, with their shares of its proceeds.
    const first = form.rows.find(({ id }) => id !== stray.id);
    await valued(match(sale.id, first?.sales[0]?.id ?? ""));
    const both = (await opened()).rows.find(({ id }) => id === stray.id);
    expect([both?.saleCount, (await opened()).sight.reported.rows]).toEqual([2, 2]);
    expect(await boxes()).toEqual(["K 2 79500"]);
    await valued(unmatchByHand(who, who.client, stray.id, at));
    expect(await boxes()).toEqual(["K 1 49500", "L 1 30000"]);
    await valued(withdrawFormRow(who, who.client, stray.typedRow ?? ""));
    expect((await opened()).rowCount).toBe(1);
    expect(await withdrawFormRow(who, who.client, "no-such")).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
  });

  it("are nobody else's", async () => {
    expect((await valued(viewForms(other, other.client, KEY, at))).forms).toEqual([]);
    expect(await viewForms(other, who.client, KEY, at)).toMatchObject({
      error: { code: "not-found" },
    });
  });
});

describe("differences of one kind", () => {
  // Three sales of 0.1 BTC for 5,000, 6,000 and 7,000, each less 25 of costs the form leaves out: 75 together.
  it("are decided in one word, form by form; what was decided otherwise stays so", async () => {
    const many = await makeInvestor();
    const account = "Harbor Exchange";
    const bought = { date: "2024-01-10", receivedQuantity: "1", receivedAsset: "BTC" };
    await valued(addTransaction(many, many.client, "buy", { account, ...bought, value: "40000" }));
    for (const [sold, proceeds] of [
      ["2025-09-01", "5000"],
      ["2025-09-02", "6000"],
      ["2025-09-03", "7000"],
    ] as const) {
      const sent = { sentQuantity: "0.1", sentAsset: "BTC", value: proceeds, feeUsd: "25" };
      await valued(addTransaction(many, many.client, "sell", { account, date: sold, ...sent }));
      const told = { payer: "Harbor Exchange, Inc.", asset: "btc", units: "0.1", sold, proceeds };
      await valued(enterFormRow(many, many.client, told));
    }
    const shown = async () => {
      const { open } = await valued(viewForms(many, many.client, KEY, at));
      invariant(open !== null, "the form is there");
      return open;
    };
    const [group] = (await shown()).alike;
    expect([group?.title, group?.count, group?.apart]).toEqual(["Proceeds differ", 3, "75"]);
    const like = { difference: group?.like ?? "", note: "net of costs" };
    const asked = (await shown()).differences[2]?.key ?? "";
    await valued(
      decideDifference(
        many,
        many.client,
        { difference: asked, choice: "ask-broker", note: "" },
        at,
      ),
    );
    expect(await decideAlike(many, many.client, { ...like, choice: "no-such" }, at)).toMatchObject({
      error: { code: "invalid-input" },
    });
    expect(await decideAlike(other, many.client, { ...like, choice: "costs" }, at)).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await valued(decideAlike(many, many.client, { ...like, choice: "costs" }, at))).toBe(2);
    const decided = await shown();
    expect([decided.open, decided.waiting, decided.alike]).toEqual([0, 1, []]);
    // Whoever marks the year as filed is told what the return does not answer yet.
    expect((await valued(viewFiling(many, many.client, 2025, at))).openForms).toEqual([
      expect.stringContaining("1 difference not settled, $25.00 of its proceeds"),
    ]);
    expect(decided.differences.map(({ choice, note }) => `${choice} ${note}`).sort()).toEqual([
      "ask-broker ",
      "costs net of costs",
      "costs net of costs",
    ]);
    await valued(decideDifference(many, many.client, { ...like, choice: "" }, at));
    expect((await shown()).open).toBe(1);
  });
});
