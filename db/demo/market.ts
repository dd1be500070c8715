/** A seeded stream of numbers in [0, 1): the same seed gives the same files (mulberry32). */
export type Random = () => number;

/** Starts a stream. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const DAYS = [
  "2021-11-01",
  "2022-06-01",
  "2023-01-01",
  "2023-07-01",
  "2024-01-01",
  "2024-07-01",
  "2025-01-01",
  "2025-07-01",
  "2025-10-01",
  "2026-01-01",
  "2026-04-01",
  "2026-07-01",
  "2026-11-20",
].map((day) => Date.parse(`${day}T00:00:00Z`));

/** Round prices at those days: real to the eye until 2025, invented after; not market data. The last ones are the demo's quotes. */
const PRICES: ReadonlyMap<string, readonly number[]> = new Map([
  [
    "BTC",
    [
      61_000, 30_000, 16_600, 30_400, 42_500, 62_800, 94_500, 107_000, 114_000, 92_000, 98_500,
      104_000, 88_400,
    ],
  ],
  [
    "ETH",
    [4_400, 1_850, 1_200, 1_920, 2_280, 3_400, 3_350, 2_500, 4_150, 3_050, 3_300, 3_480, 2_710],
  ],
  ["SOL", [230, 42, 10, 19, 102, 146, 190, 152, 220, 132, 148, 165, 128]],
  ["ADA", [1.95, 0.6, 0.25, 0.29, 0.6, 0.4, 0.84, 0.58, 0.82, 0.38, 0.46, 0.52, 0.41]],
  ["DOT", [45, 9.5, 4.4, 5.2, 8.2, 6.2, 6.7, 3.4, 4.1, 2, 2.6, 2.9, 2.35]],
  ["LINK", [31, 7.4, 5.6, 6.2, 15, 14, 20, 13.3, 22, 12.8, 14.6, 16.4, 13.2]],
  ["USDC", DAYS.map(() => 1)],
]);

/** The invented price of an asset at a moment: a straight line between round figures, with a day's noise of up to 3 %. */
export function priceAt(asset: string, time: number, random: Random): number {
  const prices = PRICES.get(asset) ?? [1];
  const next = Math.max(
    1,
    DAYS.findIndex((day) => day > time),
  );
  const [from = 0, to = 1] = [DAYS[next - 1], DAYS[next]];
  const [low = 1, high = 1] = [prices[next - 1], prices[next]];
  const line = low + ((high - low) * (time - from)) / (to - from);
  const noise = asset === "USDC" ? 1 : 0.97 + random() * 0.06;
  return round(line * noise, line > 100 ? 2 : 4);
}

/** Rounds to so many decimals. */
export function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

/** Hexadecimal digits, as ids have them. */
export function hex(random: Random, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
}

/** Capital letters and digits in groups, as Kraken's ids have them. */
export function code(random: Random, first: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const group = (length: number) =>
    Array.from({ length }, () => letters[Math.floor(random() * 32)]).join("");
  return `${first}${group(5)}-${group(5)}-${group(6)}`;
}
