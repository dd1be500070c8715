import type { Amount, Facet } from "./telling";

/** How amounts meet: to the last digit; as far as the coarser of the two tells; or with the fee on top in one and inside in the other. */
export type AmountFit = "exact" | "rounded" | "fee";

const SCALE = 24;
/** Digits two rounded amounts must share: fewer are met by chance. */
const SHARED_DIGITS = 5;

/** How the amounts of two facets of one shape meet; null when they do not. The weaker of two legs counts. */
export function amountFit(a: Facet, b: Facet): AmountFit | null {
  const out = legFit(a.sent, b.sent, a, b);
  const into = legFit(a.received, b.received, a, b);
  if (out === null || into === null) {
    return null;
  }
  return (
    [out, into].find((fit) => fit === "fee") ??
    [out, into].find((fit) => fit === "rounded") ??
    "exact"
  );
}

function legFit(a: Amount | null, b: Amount | null, ofA: Facet, ofB: Facet): AmountFit | null {
  if (a === null || b === null) {
    return a === b ? "exact" : null;
  }
  if (a.asset !== b.asset) {
    return null;
  }
  if (a.units === b.units) {
    return "exact";
  }
  if (isRounded(a.units, b.units)) {
    return "rounded";
  }
  const [feeA, feeB] = [feeIn(ofA, a.asset), feeIn(ofB, b.asset)];
  const isMet = [
    a.units + feeA === b.units,
    a.units - feeA === b.units,
    b.units + feeB === a.units,
    b.units - feeB === a.units,
  ].some(Boolean);
  return isMet ? "fee" : null;
}

const feeIn = ({ telling }: Facet, asset: string): bigint =>
  telling.fees.reduce((sum, fee) => (fee.asset === asset ? sum + fee.units : sum), 0n);

/** True when one is the other, rounded or cut to the decimals it shows. */
function isRounded(a: bigint, b: bigint): boolean {
  const [shownA, shownB] = [decimalsOf(a), decimalsOf(b)];
  if (shownA === shownB) {
    return false;
  }
  const decimals = shownA < shownB ? shownA : shownB;
  const coarse = shownA < shownB ? a : b;
  const step = 10n ** BigInt(SCALE - decimals);
  const apart = a > b ? a - b : b - a;
  return apart < step && digitsOf(coarse) >= SHARED_DIGITS;
}

function decimalsOf(units: bigint): number {
  let decimals = SCALE;
  for (let left = units; left !== 0n && left % 10n === 0n && decimals > 0; left /= 10n) {
    decimals -= 1;
  }
  return decimals;
}

/** Digits between the first and the last that is not zero: 0.0120 has two. */
export function digitsOf(units: bigint): number {
  return String(units).replace(/0+$/, "").length;
}

/** Keys under which amounts lie that may meet: the first five digits and the size, with its neighbours for the one that asks. */
export function amountKeys(units: bigint, isAsking: boolean): readonly string[] {
  const text = String(units);
  const lead = Number(text.slice(0, SHARED_DIGITS).padEnd(SHARED_DIGITS, "0"));
  const key = (first: number) => {
    // 99999 and 100000 are neighbours of another length.
    const digits = String(first);
    const size = text.length + (digits.length - SHARED_DIGITS);
    return `${size}:${digits.slice(0, SHARED_DIGITS).padEnd(SHARED_DIGITS, "0")}`;
  };
  const below =
    lead === 10 ** (SHARED_DIGITS - 1)
      ? `${text.length - 1}:${"9".repeat(SHARED_DIGITS)}`
      : key(lead - 1);
  return isAsking ? [key(lead), key(lead + 1), below] : [key(lead)];
}
