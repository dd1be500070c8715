import fc from "fast-check";
import { expect, it } from "vitest";
import {
  addQuantity,
  compareQuantity,
  quantity,
  quantityText,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { matchTickets } from "@/lib/tax/tickets/match-tickets";
import type { Ticket } from "@/lib/tax/tickets/ticket";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { instantFromEpoch } from "@/lib/time/instant";
import { sell, settings } from "../make";

const START = Date.UTC(2026, 11, 30);
const at = (minutes: number) => instantFromEpoch(START + minutes * 60_000);
const minute = fc.integer({ min: 0, max: 4 * 24 * 60 });
const units = fc.integer({ min: 1, max: 500 }).map((cents) => quantity(`${cents / 100}`));
const account = fc.constantFrom("A", "B");
const asset = fc.constantFrom("BTC", "ETH");

const tickets = fc
  .array(
    fc.record({
      account,
      asset,
      purpose: fc.constantFrom("sale", "sale", "payment"),
      madeAt: minute,
      lasts: fc.integer({ min: 1, max: 3000 }),
      told: fc.option(fc.integer({ min: 0, max: 500 })),
      withdrawn: fc.option(fc.integer({ min: 0, max: 500 })),
      lots: fc.uniqueArray(fc.record({ lot: fc.constantFrom("x", "y", "z"), quantity: units }), {
        minLength: 1,
        selector: ({ lot }) => lot,
      }),
    }),
    { maxLength: 6 },
  )
  .map((list) =>
    list.map(
      (each, index): Ticket => ({
        id: `t${index}`,
        purpose: each.purpose,
        account: accountId(each.account),
        asset: assetId(each.asset),
        madeAt: at(each.madeAt),
        expiresAt: at(each.madeAt + each.lasts),
        toldBrokerAt: each.told === null ? null : at(each.madeAt + each.told),
        withdrawnAt: each.withdrawn === null ? null : at(each.madeAt + each.withdrawn),
        lots: each.lots,
      }),
    ),
  );

const sales = fc
  .array(fc.record({ account, asset, minute, units, isSpent: fc.boolean() }), { maxLength: 12 })
  .map((list) =>
    list.map((each, index): Transaction => {
      const sold = sell(at(each.minute), quantityText(each.units), "1", {
        id: `s${index}`,
        account: each.account,
        asset: each.asset,
      });
      return each.isSpent && sold.kind === "sell" ? { ...sold, kind: "spend" } : sold;
    }),
  );

const assetOf = (sale: Transaction | undefined) =>
  sale?.kind === "sell" || sale?.kind === "spend" ? sale.sent.asset : null;

it("no ticket counts outside its time or purpose, gives more than it names, or a sale more than it sells; in whatever order told", () => {
  fc.assert(
    fc.property(tickets, sales, fc.boolean(), (written, sold, isOwn) => {
      const chosen = settings({
        timeZone: "America/Los_Angeles",
        accounts: isOwn ? [{ account: accountId("A"), custody: "own", owner: "client" }] : [],
      });
      const { uses, identifications } = matchTickets(written, sold, chosen);
      const byId = new Map(sold.map((each) => [`${each.id}`, each]));
      const given = new Map<string, ReturnType<typeof quantity>>();
      for (const { ticket, fills, left } of uses) {
        for (const { lot, quantity: named } of ticket.lots) {
          const taken = fills.flatMap((fill) => fill.lots.filter((each) => each.lot === lot));
          const rest = left.filter((each) => each.lot === lot);
          const sum = sumQuantity([...taken, ...rest].map((each) => each.quantity));
          // Conserved: what was taken and what is left is what was named.
          expect(quantityText(sum)).toBe(quantityText(named));
        }
        for (const fill of fills) {
          const sale = byId.get(fill.transaction);
          expect(sale?.account).toBe(ticket.account);
          expect(sale?.kind).toBe(ticket.purpose === "sale" ? "sell" : "spend");
          expect(assetOf(sale)).toBe(ticket.asset);
          expect(fill.at >= ticket.madeAt).toBe(true);
          expect(fill.at < ticket.expiresAt).toBe(true);
          expect(ticket.withdrawnAt === null || fill.at < ticket.withdrawnAt).toBe(true);
          // 2027 begins in Los Angeles at 08:00 UTC.
          const isTold = ticket.toldBrokerAt !== null && ticket.toldBrokerAt <= fill.at;
          const isSafe = fill.at < "2027-01-01T08:00:00.000Z" || isTold;
          expect(isSafe || (isOwn && ticket.account === "A")).toBe(true);
          const before = given.get(fill.transaction) ?? ZERO_QUANTITY;
          const taken = sumQuantity(fill.lots.map((each) => each.quantity));
          given.set(fill.transaction, addQuantity(before, taken));
        }
      }
      for (const [id, taken] of given) {
        const sale = byId.get(id);
        const most =
          sale?.kind === "sell" || sale?.kind === "spend" ? sale.sent.quantity : ZERO_QUANTITY;
        expect(compareQuantity(taken, most)).not.toBe(1);
      }
      expect(identifications.map(({ transaction }) => `${transaction}`).sort()).toEqual(
        [...given.keys()].sort(),
      );
      for (const { transaction, madeAt } of identifications) {
        expect(madeAt <= (byId.get(transaction)?.at ?? "")).toBe(true);
      }
      const reversed = matchTickets([...written].reverse(), [...sold].reverse(), chosen);
      expect(reversed).toEqual({ uses, identifications });
    }),
    { numRuns: 1000 },
  );
});
