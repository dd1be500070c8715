import { isOfVenue } from "./aliases";

/** One coin a sign may mean, with the id it has in these books. */
export interface Reading {
  readonly asset: string;
  readonly name: string;
}

/** A sign that several coins share and that no rule of venue or date settles: a person says which, once for each source. */
export interface Collision {
  readonly symbol: string;
  readonly readings: readonly Reading[];
  /** UTC days it is open on: `from` counts, `until` does not; null: without end. */
  readonly from: string | null;
  readonly until: string | null;
  /** Venues whose sign is surely one of them, or that tell by themselves. */
  readonly settledAt: readonly string[];
}

const readings = (...pairs: readonly (readonly [string, string])[]): readonly Reading[] =>
  pairs.map(([asset, name]) => ({ asset, name }));

const open = (
  symbol: string,
  of: readonly Reading[],
  more: Partial<Pick<Collision, "from" | "until" | "settledAt">> = {},
): Collision => ({ symbol, readings: of, from: null, until: null, settledAt: [], ...more });

/** Venues that quote the first reading under that sign in the registry of prices. */
const US_VENUES = ["coinbase", "kraken", "robinhood"];

/**
 * Signs that the notes on asset identifiers name as shared (section 1 and the list of ambiguous signs). Names of the second coin are
 * general knowledge, so they are offered, never applied.
 */
const COLLISIONS: readonly Collision[] = [
  // The new coin is quoted under this sign by all price sources since 2024-05-09; before, either.
  open("STRK", readings(["STRK", "Starknet"], ["STRIKE", "Strike"]), { until: "2024-05-09" }),
  // Venues renamed the old coin between the 26th and the 30th, and the new one began on the 28th.
  open("LUNA", readings(["LUNA", "Terra 2.0"], ["LUNC", "Terra Luna Classic"]), {
    from: "2022-05-28",
    until: "2022-05-31",
    settledAt: ["kraken"],
  }),
  // At Binance it was Bitcoin Cash until 2018; elsewhere another coin had the sign as well.
  open("BCC", readings(["BCH", "Bitcoin Cash"], ["BCC", "BitConnect"])),
  open("STX", readings(["STX", "Stacks"], ["STX-STOX", "Stox"]), { settledAt: US_VENUES }),
  // The tokens of Uniswap and Compound began in 2020: an older row is another coin's.
  open("UNI", readings(["UNI", "Uniswap"]), { until: "2020-09-16" }),
  open("COMP", readings(["COMP", "Compound"]), { until: "2020-06-01" }),
  open("T", readings(["T", "Threshold"]), { settledAt: US_VENUES }),
  open("META", readings(["META", "MetaDAO"], ["META-METADIUM", "Metadium"])),
  open("GAS", readings(["GAS", "Gas of Neo"], ["GAS-DAO", "Gas DAO"])),
  open("ONE", readings(["ONE", "Harmony"], ["ONE-MENLO", "Menlo One"])),
  open("ACT", readings(["ACT", "Act I: The AI Prophecy"], ["ACT-ACHAIN", "Achain"])),
  open("BTT", readings(["BTT", "BitTorrent, new"], ["BTTOLD", "BitTorrent, old"])),
  open("HOT", readings(["HOT", "Holo"], ["HOT-HYDRO", "Hydro Protocol"])),
  open("MNT", readings(["MNT", "Mantle"])),
  open("SUN", readings(["SUN", "Sun, new"], ["SUNOLD", "Sun, old"])),
  // The sign of Sonic since Fantom's tokens were exchanged in January 2025.
  open("S", readings(["S", "Sonic"]), { until: "2025-01-01" }),
  open("A", readings(["A", "Vaulta"])),
  open("G", readings(["G", "Gravity"])),
];

const BY_SYMBOL: ReadonlyMap<string, Collision> = new Map(
  COLLISIONS.map((one) => [one.symbol, one]),
);

/** What is open about a sign at a source on a UTC day; null when it is settled. */
export function collisionAt(source: string, symbol: string, day: string): Collision | null {
  const found = BY_SYMBOL.get(symbol);
  return found !== undefined &&
    (found.from === null || day >= found.from) &&
    (found.until === null || day < found.until) &&
    !found.settledAt.some((venue) => isOfVenue(source, venue))
    ? found
    : null;
}

/** What is known of a shared sign, whatever the day; null when nobody shares it. */
export function collisionOf(symbol: string): Collision | null {
  return BY_SYMBOL.get(symbol) ?? null;
}

/** The name of a coin by its id, where it is one that shares a sign; null otherwise. */
export function readingName(asset: string): string | null {
  const all = COLLISIONS.flatMap(({ readings: of }) => of);
  return all.find((one) => one.asset === asset)?.name ?? null;
}

/** The id of a coin that has the sign and is none of those that are known. */
export function otherReading({ symbol }: Collision): Reading {
  return { asset: `${symbol}-OTHER`, name: "Another coin" };
}
