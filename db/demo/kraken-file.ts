import { code, type Random } from "./market";

/** One line of a Kraken ledger. */
export interface KrakenEntry {
  readonly time: number;
  readonly refid: string;
  readonly type: string;
  readonly subtype: string;
  readonly asset: string;
  readonly amount: number;
  readonly fee: number;
  /** Kraken's valuation of the amount. */
  readonly usd: number;
  readonly wallet?: string;
}

const CODES = new Map([
  ["USD", "ZUSD"],
  ["BTC", "XXBT"],
  ["ETH", "XETH"],
]);

/** A Kraken ledger export, oldest first, every cell quoted; `opening` are balances from before its first day. */
export function krakenFile(
  entries: readonly KrakenEntry[],
  random: Random,
  opening: ReadonlyMap<string, number> = new Map(),
): string {
  const balances = new Map(opening);
  const header =
    "txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance,amountusd".split(",");
  const rows = [...entries]
    .sort((a, b) => a.time - b.time)
    .map((entry) => {
      const decimals = entry.asset === "USD" ? 4 : 10;
      const wallet = entry.wallet ?? "spot / main";
      const place = `${entry.asset} ${wallet}`;
      const balance = (balances.get(place) ?? 0) + entry.amount - entry.fee;
      balances.set(place, balance);
      return [
        code(random, "L"),
        entry.refid,
        new Date(entry.time).toISOString().slice(0, 19).replace("T", " "),
        entry.type,
        entry.subtype,
        "currency",
        CODES.get(entry.asset) ?? entry.asset,
        wallet,
        entry.amount.toFixed(decimals),
        entry.fee.toFixed(decimals),
        Math.abs(balance) < 1e-9 ? (0).toFixed(decimals) : balance.toFixed(decimals),
        entry.usd.toFixed(4),
      ];
    });
  return [header, ...rows]
    .map((row) => row.map((cell) => `"${cell}"`).join(","))
    .join("\n")
    .concat("\n");
}
