import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { insertAccountFacts } from "@/db/queries/account-facts";
import { listAuditEvents } from "@/db/queries/audit-events";
import { insertTicket, insertTicketEvent, listTickets } from "@/db/queries/tickets";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import { lotField, takeBackIdentification } from "@/lib/services/identify-lots";
import { readLedgerFilter } from "@/lib/services/ledger-filter";
import { loadBooks } from "@/lib/services/load-books";
import { noteBrokerTold, withdrawTicket } from "@/lib/services/season/note-ticket";
import { viewTicketForm } from "@/lib/services/season/view-ticket-form";
import { viewTicket, viewTickets } from "@/lib/services/season/view-tickets";
import { writeTicket } from "@/lib/services/season/write-ticket";
import { viewLedger } from "@/lib/services/view-ledger";
import { viewTransaction } from "@/lib/services/view-transaction";
import { voidTransaction } from "@/lib/services/void-transaction";
import { epochOf, type Instant, instantFromEpoch } from "@/lib/time/instant";
import { localTime } from "@/lib/time/wall-clock";
import type { Owner } from "./books-support";
import { buy, enter, sell } from "./choices-support";
import { makeInvestor, makeUser, nobody, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase({ DB_POOL_SIZE: "6" });
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const ZONE = "America/New_York";

/** Two lots of 1 BTC in a wallet of one's own: 10,000 in 2020 and 60,000 in 2021. First in, first out sells the first. */
async function twoLots() {
  const who = await makeInvestor();
  const low = await buy(who, "2020-01-06", "1", "10000");
  const high = await buy(who, "2021-01-06", "1", "60000");
  const account = (await booksOf(who)).transactions.get(low)?.account;
  invariant(account !== undefined, "the wallet is there");
  await write(who, (tx) => insertAccountFacts(tx, { account, custody: "own", owner: "client" }));
  return { who, low, high, account };
}

/** The books an hour from now: what happens in these tests has happened by then. */
const SOON = () => instantFromEpoch(Date.now() + 3_600_000);

async function booksOf(who: Owner) {
  const loaded = await loadBooks(who, who.client, { now: SOON() });
  invariant(loaded.ok, "the books are open");
  return loaded.value;
}

const gains = async (who: Owner) =>
  (await booksOf(who)).ledger.closedLots.map(({ gain }) => (gain === null ? null : usdText(gain)));

function sellAt(who: Owner, at: Instant, units = "1") {
  const { date, time } = localTime(at, ZONE);
  return sell(who, date, units, `${Number(units) * 50_000}`, { time });
}

const later = (at: Instant, milliseconds: number) => instantFromEpoch(epochOf(at) + milliseconds);

async function ticketFor(who: Owner, account: string, lots: Record<string, string>) {
  const form = { account, asset: "BTC", lasts: "week", unsold: "on" };
  const named = Object.entries(lots).map(([lot, units]) => [lotField(lot), units]);
  const written = await writeTicket(who, who.client, { ...form, ...Object.fromEntries(named) });
  invariant(written.ok, `the ticket is written: ${JSON.stringify(written)}`);
  const [ticket] = (await write(who, listTickets)).filter(({ id }) => id === written.value);
  invariant(ticket !== undefined, "the ticket is there");
  return ticket;
}

describe("a ticket", () => {
  it("decides the lots of a sale entered afterwards, and says so everywhere", async () => {
    const { who, high, account } = await twoLots();
    const before = Date.now();
    const ticket = await ticketFor(who, account, { [high]: "1" });
    // The database's clock, the same machine's here.
    expect(Math.abs(epochOf(ticket.madeAt) - before)).toBeLessThan(60_000);
    expect(ticket.instruction).toContain("1. 1 BTC acquired Jan 6, 2021, basis $60,000.00");
    const sale = await sellAt(who, later(ticket.madeAt, 1));
    // 50,000 - 60,000, not 50,000 - 10,000.
    expect(await gains(who)).toEqual(["-10000"]);
    const view = await viewTickets(who, who.client, null, SOON());
    expect(view).toMatchObject({
      ok: true,
      value: {
        tickets: [{ state: "used", left: "0", fills: [{ transactionId: sale, quantity: "1" }] }],
        records: [{ transactionId: sale, state: "in-time", ticketId: ticket.id }],
        inTimeCount: 1,
      },
    });
    const entry = await viewTransaction(who, who.client, sale);
    expect(entry).toMatchObject({
      ok: true,
      value: {
        identified: [{ isOfTicket: true }],
        record: { state: "in-time", ticketId: ticket.id, authority: "Reg. 1.1012-1(j)(2)" },
      },
    });
    const ledger = await viewLedger(who, who.client, readLedgerFilter({}));
    invariant(ledger.ok, "the ledger opens");
    expect(ledger.value.records.get(sale)).toMatchObject({ label: "Identified in time" });
    expect([...ledger.value.records.keys()]).toEqual([sale]);
    const deeds = (await write(who, listAuditEvents)).map(({ deed }) => deed);
    expect(deeds).toContain("ticket.write");
  });

  it("for a gift decides the lots the gift takes, and the sale before it does without", async () => {
    const { who, low, high, account } = await twoLots();
    const form = { purpose: "gift", account, asset: "BTC", lasts: "week", unsold: "on" };
    const written = await writeTicket(who, who.client, { ...form, [lotField(high)]: "1" });
    invariant(written.ok, "the ticket is written");
    const [ticket] = await write(who, listTickets);
    invariant(ticket !== undefined, "the ticket is there");
    expect(ticket.purpose).toBe("gift");
    expect(ticket.instruction).toContain("Before giving, I identify");
    expect(ticket.instruction).toContain("that my next gift takes, 1 BTC in all");
    // A sale of half a coin: FIFO, 25,000 less 5,000.
    await sellAt(who, later(ticket.madeAt, 1000), "0.5");
    const { date, time } = localTime(later(ticket.madeAt, 2000), ZONE);
    const gift = await enter(who, "gift-sent", {
      date,
      time,
      sentQuantity: "1",
      sentAsset: "BTC",
    });
    expect(await gains(who)).toEqual(["20000"]);
    const { ledger } = await booksOf(who);
    expect(ledger.removed.map(({ lot }) => lot)).toEqual([high]);
    expect(ledger.openLots.map(({ lot, quantity: units }) => [lot, quantityText(units)])).toEqual([
      [low, "0.5"],
    ]);
    const view = await viewTickets(who, who.client, null, SOON());
    invariant(view.ok, "the page opens");
    expect(view.value.tickets).toMatchObject([
      { purpose: "gift", state: "used", fills: [{ transactionId: gift }] },
    ]);
    expect(view.value.records).toMatchObject([
      { transactionId: gift, state: "in-time", gain: null, givenAs: "Gift: no gain or loss" },
      { state: "not", gain: "20000", givenAs: null },
    ]);
  });

  it("is refused for a fee, with the reason", async () => {
    const { who, high, account } = await twoLots();
    const form = { purpose: "fee", account, asset: "BTC", lasts: "week", unsold: "on" };
    expect(await writeTicket(who, who.client, { ...form, [lotField(high)]: "1" })).toMatchObject({
      error: {
        code: "invalid-input",
        fields: { purpose: expect.stringContaining("a fee paid in coins follows the order") },
      },
    });
  });

  it("tells its lots apart by number, though their ids were made in one moment", async () => {
    const { who, low, high, account } = await twoLots();
    const ticket = await ticketFor(who, account, { [low]: "0.5", [high]: "0.5" });
    const view = await viewTicket(who, who.client, ticket.id, SOON());
    invariant(view.ok, "the ticket is there");
    const numbers = view.value.lots.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(2);
    for (const number of numbers) {
      expect(number).toHaveLength(8);
      expect(view.value.instruction).toContain(`(lot ${number})`);
    }
  });

  it("does not count for a sale a millisecond earlier, and the page says why", async () => {
    const { who, high, account } = await twoLots();
    const ticket = await ticketFor(who, account, { [high]: "1" });
    await sellAt(who, later(ticket.madeAt, -1));
    expect(await gains(who)).toEqual(["40000"]);
    const view = await viewTickets(who, who.client, null, SOON());
    invariant(view.ok, "the page opens");
    expect(view.value.tickets).toMatchObject([{ state: "open", fills: [] }]);
    expect(view.value.records).toMatchObject([{ state: "not" }]);
    expect(view.value.records[0]?.reason).toContain("was not written before this disposal");
  });

  it("waits again when the sale goes, and takes the next one", async () => {
    const { who, high, account } = await twoLots();
    const ticket = await ticketFor(who, account, { [high]: "1" });
    const sale = await sellAt(who, later(ticket.madeAt, 1000), "0.5");
    expect(await gains(who)).toEqual(["-5000"]);
    invariant((await voidTransaction(who, who.client, sale, "typed twice")).ok, "it is voided");
    expect(await gains(who)).toEqual([]);
    await sellAt(who, later(ticket.madeAt, 2000), "0.25");
    await sellAt(who, later(ticket.madeAt, 3000), "0.25");
    expect(await gains(who)).toEqual(["-2500", "-2500"]);
    const view = await viewTicket(who, who.client, ticket.id, SOON());
    expect(view).toMatchObject({ ok: true, value: { state: "used-in-part", left: "0.5" } });
  });

  it("is not taken back by hand: it was on record at the sale", async () => {
    const { who, high, account } = await twoLots();
    const ticket = await ticketFor(who, account, { [high]: "1" });
    const sale = await sellAt(who, later(ticket.madeAt, 1));
    expect(await takeBackIdentification(who, who.client, sale, ticket.madeAt)).toEqual({
      ok: false,
      error: { code: "changed-meanwhile" },
    });
    expect(await withdrawTicket(who, who.client, ticket.id, SOON())).toEqual({
      ok: false,
      error: { code: "changed-meanwhile" },
    });
    expect(await gains(who)).toEqual(["-10000"]);
  });

  it("is withdrawn before the sale, and a later sale does without it", async () => {
    const { who, high, account } = await twoLots();
    const ticket = await ticketFor(who, account, { [high]: "1" });
    expect((await withdrawTicket(who, who.client, ticket.id)).ok).toBe(true);
    const [kept] = await write(who, listTickets);
    invariant(kept?.withdrawnAt != null, "the withdrawal is on record");
    await sellAt(who, later(kept.withdrawnAt, 1));
    expect(await gains(who)).toEqual(["40000"]);
    const view = await viewTicket(who, who.client, ticket.id, SOON());
    expect(view).toMatchObject({ ok: true, value: { state: "withdrawn", mayWithdraw: false } });
  });

  it("names no unit twice: what one ticket holds is not free for the next", async () => {
    const { who, high, account } = await twoLots();
    await ticketFor(who, account, { [high]: "0.75" });
    const form = await viewTicketForm(who, who.client, {
      account,
      asset: "BTC",
      take: [`1@${high}`, "2@nothing", "x"],
    });
    expect(form).toMatchObject({
      ok: true,
      value: { lots: [{ free: "1" }, { free: "0.25", isPartlyNamed: true, proposed: "0.25" }] },
    });
    const again = await writeTicket(who, who.client, {
      account,
      asset: "BTC",
      lasts: "today",
      unsold: "on",
      [lotField(high)]: "0.5",
    });
    expect(again).toEqual({
      ok: false,
      error: {
        code: "invalid-input",
        fields: { [lotField(high)]: "Of this lot 0.25 BTC can be named." },
      },
    });
  });

  it("offers every lot: those of low basis are found by day or units and added to the form", async () => {
    const { who, account, low } = await twoLots();
    for (let day = 1; day <= 50; day += 1) {
      const date = new Date(Date.UTC(2022, 0, day)).toISOString().slice(0, 10);
      await buy(who, date, "0.1", `${2000 + day}`);
    }
    const form = async (wish: { find?: string; take?: readonly string[] }) => {
      const view = await viewTicketForm(who, who.client, { account, asset: "BTC", ...wish });
      invariant(view.ok, "the form opens");
      return view.value;
    };
    // Basis per unit: 60,000, fifty of 20,010 to 20,500, and 10,000. The lowest two are not among the fifty shown.
    const first = await form({});
    expect([first.lots.length, first.lotCount, first.found]).toEqual([50, 52, null]);
    expect(first.lots.map(({ acquired }) => acquired)).not.toContain("2020-01-06");
    expect((await form({ find: "jan 2020" })).found).toEqual({
      lots: [{ lot: low, acquired: "2020-01-06", free: "1", basis: "10000" }],
      count: 1,
    });
    expect((await form({ find: "0.1" })).found).toMatchObject({
      lots: [{ acquired: "2022-01-01" }],
      count: 1,
    });
    const added = await form({ find: "jan 2020", take: [`0@${low}`] });
    expect(added.lots).toHaveLength(51);
    expect(added.lots[0]).toMatchObject({ acquired: "2020-01-06", proposed: "" });
    expect(added.found).toEqual({ lots: [], count: 0 });
  });

  it("written twice at once names the units once", async () => {
    const { who, high, account } = await twoLots();
    const form = { account, asset: "BTC", lasts: "week", unsold: "on", [lotField(high)]: "0.75" };
    const both = await Promise.all([1, 2].map(() => writeTicket(who, who.client, form)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await write(who, listTickets)).toHaveLength(1);
  });

  it("takes its moment from the database's clock whatever a statement says, and is never changed", async () => {
    const { who, high, account } = await twoLots();
    const { id } = await ticketFor(who, account, { [high]: "0.5" });
    const { rows } = await admin.query<{ moved: boolean }>(
      `insert into identification_tickets
         (client_id, account_id, asset, lots, instruction, time_zone, made_at, expires_at, entered_by)
       select client_id, account_id, asset, lots, instruction, time_zone, '2020-01-01', expires_at, entered_by
       from identification_tickets where id = $1
       returning made_at > now() - interval '1 minute' as moved`,
      [id],
    );
    expect(rows).toEqual([{ moved: true }]);
    const change = write(who, (tx) =>
      tx.db.execute(`update identification_tickets set asset = 'ETH'`),
    );
    await expect(change).rejects.toThrow();
    await expect(
      write(who, (tx) => tx.db.execute(`delete from identification_tickets`)),
    ).rejects.toThrow();
  });

  it("notes once that the broker was told", async () => {
    const { who, high, account } = await twoLots();
    const ticket = await ticketFor(who, account, { [high]: "1" });
    expect((await noteBrokerTold(who, who.client, ticket.id)).ok).toBe(true);
    expect(await noteBrokerTold(who, who.client, ticket.id)).toEqual({
      ok: false,
      error: { code: "changed-meanwhile" },
    });
    const view = await viewTicket(who, who.client, ticket.id);
    invariant(view.ok, "the ticket is there");
    expect(view.value.told).not.toBeNull();
  });

  it("is refused without its confirmation, without units and for a place that is not there", async () => {
    const { who, high, account } = await twoLots();
    const form = { account, asset: "BTC", lasts: "week", unsold: "on" };
    const bad = [
      { ...form, unsold: "", [lotField(high)]: "1" },
      { ...form },
      { ...form, [lotField(high)]: "-1" },
      { ...form, asset: "ETH", [lotField(high)]: "1" },
      { ...form, lasts: "for ever", [lotField(high)]: "1" },
    ];
    for (const typed of bad) {
      expect(await writeTicket(who, who.client, typed)).toMatchObject({
        ok: false,
        error: { code: "invalid-input" },
      });
    }
    expect(await write(who, listTickets)).toEqual([]);
  });

  it("belongs to one client: nobody else sees, tells or withdraws it", async () => {
    const { who, high, account } = await twoLots();
    const ticket = await ticketFor(who, account, { [high]: "1" });
    const other = await makeInvestor();
    const stranger = { id: await makeUser() };
    const gone = { ok: false, error: { code: "not-found" } };
    expect(await viewTicket(stranger, who.client, ticket.id)).toEqual(gone);
    expect(await viewTicket(nobody, who.client, ticket.id)).toEqual(gone);
    expect(await viewTicket(other, other.client, ticket.id)).toEqual(gone);
    expect(await withdrawTicket(other, other.client, ticket.id)).toEqual(gone);
    expect(await noteBrokerTold(stranger, who.client, ticket.id)).toEqual(gone);
    await expect(
      write(other, (tx) => insertTicketEvent(tx, ticket.id, "withdrawn")),
    ).rejects.toThrow();
    await expect(
      write(other, (tx) =>
        insertTicket(tx, {
          ...ticket,
          lots: [{ lot: high, quantity: quantity("1"), acquired: null, basis: usd("1") }],
        }),
      ),
    ).rejects.toThrow();
  });
});
