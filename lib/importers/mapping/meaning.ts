import type { Meaning, Movement } from "@/lib/importers/booking";
import {
  absoluteQuantity,
  addQuantity,
  compareQuantity,
  signQuantity,
  subtractQuantity,
} from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";
import type { KindMeaning } from "./template";

/** One row's amounts as its file writes them: signs kept, zero and empty as null. */
export interface Moved {
  readonly sent: Leg | null;
  readonly received: Leg | null;
  readonly fee: Leg | null;
}

/** A row's meaning with its sides, or why it must be asked. */
export type Sided = Pick<Movement, "meaning" | "sent" | "received">;

const asked = (reason: string, sides: Partial<Sided> = {}): Sided => ({
  meaning: { is: "unknown", reason },
  ...sides,
});

/** What a word means when sent and received stand apart. */
export function meaningOfSides(
  means: KindMeaning,
  word: string,
  { sent, received }: Pick<Moved, "sent" | "received">,
): Sided {
  const sides = { sent, received };
  switch (means.is) {
    case "ask":
    case "left-out":
      return asked(askReason(word), sides);
    case "sides":
      return sided(sent, received);
    case "buy":
    case "sell":
    case "exchange":
      return { meaning: { is: "exchange" }, ...sides };
    default:
      return { meaning: means, ...sides };
  }
}

/** What moved, when the kind leaves it to the sides. */
function sided(sent: Leg | null, received: Leg | null): Sided {
  const meaning: Meaning =
    sent === null
      ? received === null
        ? { is: "unknown", reason: "The row moves nothing." }
        : { is: "deposit" }
      : { is: received === null ? "withdrawal" : "exchange" };
  return { meaning, sent, received };
}

const INCOMING = new Set(["deposit", "gift-received", "income"]);

/** What a word means when one amount tells what moved; `total` is the other side of a purchase or sale. */
export function meaningOfSingle(
  means: KindMeaning,
  word: string,
  amount: Leg | null,
  total: Leg | null,
  direction: "sign" | "kind",
): Sided {
  if (amount === null) {
    return asked("The row moves nothing.");
  }
  const size = sizeOf(amount);
  const other = total === null ? null : sizeOf(total);
  const isIn = directionOf(means, direction, amount);
  const [sent, received] = isIn === true ? [other, size] : [size, other];
  if (means.is === "ask" || means.is === "left-out") {
    return asked(askReason(word), { sent, received });
  }
  if (isIn === null) {
    return asked(`"${word}" does not say which way the amount went.`);
  }
  if (direction === "sign" && contradicts(means, amount)) {
    return asked(`The sign of the amount speaks against "${word}".`, { sent, received });
  }
  return told(means, { sent, received }, isIn);
}

type Known = Exclude<KindMeaning, { readonly is: "ask" | "left-out" }>;

/** Sides that are known: a move has one of them, a trade both. */
function told(means: Known, sides: Pick<Moved, "sent" | "received">, isIn: boolean): Sided {
  const alone = isIn ? { received: sides.received } : { sent: sides.sent };
  switch (means.is) {
    case "sides":
      return sides.sent === null || sides.received === null
        ? { meaning: { is: isIn ? "deposit" : "withdrawal" }, ...alone }
        : { meaning: { is: "exchange" }, ...sides };
    case "buy":
    case "sell":
    case "exchange":
      return { meaning: { is: "exchange" }, ...sides };
    case "migration":
      return { meaning: means, ...sides };
    default:
      return { meaning: means, ...alone };
  }
}

/** True in, false out, null when nothing says it. */
function directionOf(means: KindMeaning, direction: "sign" | "kind", amount: Leg): boolean | null {
  if (direction === "sign") {
    return signQuantity(amount.quantity) > 0;
  }
  switch (means.is) {
    case "sides":
    case "exchange":
    case "migration":
      return null;
    case "buy":
      return true;
    default:
      return INCOMING.has(means.is);
  }
}

/** A purchase with a negative amount, a withdrawal with a positive one: a correction, or a sign that means something else. */
function contradicts(means: KindMeaning, amount: Leg): boolean {
  const isIn = signQuantity(amount.quantity) > 0;
  switch (means.is) {
    case "sides":
    case "exchange":
    case "migration":
      return false;
    case "buy":
      return !isIn;
    default:
      return INCOMING.has(means.is) !== isIn;
  }
}

const askReason = (word: string): string =>
  word === "" ? "The row does not say what it is." : `Say what "${word}" is.`;

function sizeOf(leg: Leg): Leg {
  return { asset: leg.asset, quantity: absoluteQuantity(leg.quantity) };
}

/** Amounts without a fee that stands inside them: less was sent, more came in before it was taken. */
export function withoutFee(sides: Sided, fee: Leg | null): Sided {
  if (fee === null) {
    return sides;
  }
  const { sent = null, received = null } = sides;
  if (sent?.asset === fee.asset) {
    const isPaid = compareQuantity(sent.quantity, fee.quantity) >= 0;
    return isPaid
      ? { ...sides, sent: { ...sent, quantity: subtractQuantity(sent.quantity, fee.quantity) } }
      : { ...sides, meaning: { is: "unknown", reason: "The fee is more than was sent." } };
  }
  return received?.asset === fee.asset
    ? {
        ...sides,
        received: { ...received, quantity: addQuantity(received.quantity, fee.quantity) },
      }
    : sides;
}
