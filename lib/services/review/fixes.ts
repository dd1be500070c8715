import { arrivedBeyond } from "@/lib/tax/review/arrived-beyond";
import type { StakedItem } from "@/lib/tax/review/review";
import type { Books } from "../gains/books";
import { plainQuantity } from "../gains/plain";
import { typedMoment } from "../moments";
import type { FormKind } from "../transaction-form";
import type { QuarantinePlace } from "./outside-items";
import type { OpenBooks } from "./review-of-books";

/** A way to settle an item. The page knows where each leads; the first is the one most likely meant. */
export type Fix =
  | { readonly is: "link"; readonly sent: readonly string[]; readonly received: readonly string[] }
  | {
      readonly is: "correct";
      readonly label: string;
      readonly transaction: string;
      readonly as: FormKind;
    }
  | {
      readonly is: "add";
      readonly label: string;
      readonly as: FormKind;
      readonly account: string;
      readonly asset: string | null;
      readonly quantity: string | null;
      /** As a form types it, in the tax time zone. */
      readonly date: string;
      readonly time: string;
    }
  | {
      readonly is: "change";
      readonly migration: string;
      /** A person says whether it was a new name or an exchange. */
      readonly isAsked: boolean;
    }
  | { readonly is: "other-side"; readonly label: string; readonly transaction: string }
  | { readonly is: "prices"; readonly label: string }
  | { readonly is: "quarantine"; readonly label: string; readonly place: QuarantinePlace | null }
  | { readonly is: "choices"; readonly label: string }
  | { readonly is: "open"; readonly label: string; readonly transaction: string };

/** What settles an item, the likeliest first. Everything can be taken back: links separated, corrections corrected, rows voided. */
export function fixesOf(books: Books, opened: OpenBooks, item: StakedItem): readonly Fix[] {
  const [row] = item.rows;
  const open: readonly Fix[] =
    row === undefined ? [] : [{ is: "open", label: "Open the row", transaction: row }];
  switch (item.kind) {
    case "transfer":
      return [...linkFix(opened, item), ...open];
    case "migration":
      return [...changeFix(opened, item), ...open];
    case "duplicate":
      return [{ is: "quarantine", label: "Compare both", place: placeIn(opened, item) }];
    case "spam":
      return [{ is: "quarantine", label: "Look at the token", place: placeIn(opened, item) }];
    case "stale-price":
      return [{ is: "prices", label: "Update prices" }];
    case "missing-basis":
    case "negative-balance":
      return [...addFix(books, item), ...open];
    case "unmatched-deposit":
      return [
        ...otherSide(item),
        ...corrected(item, [
          ["buy", "It was a purchase"],
          ["income", "It was income"],
          ["gift-received", "It was a gift"],
        ]),
        ...open,
      ];
    case "unmatched-withdrawal":
      return [
        ...otherSide(item),
        ...corrected(item, [
          ["sell", "It was a sale"],
          ["spend", "It was a payment"],
          ["gift-sent", "It was a gift"],
        ]),
        ...open,
      ];
    case "missing-value":
      return [...valueFix(books, item), { is: "prices", label: "Fetch prices" }, ...open];
    case "choice":
      return [{ is: "choices", label: "Choose for all of its kind" }, ...open];
    default:
      return [...beyondFix(books, item), ...open];
  }
}

/** More arrived of a move than left: an amount is wrong, or the rest came from elsewhere. */
function beyondFix(books: Books, { code, rows: [row] }: StakedItem): readonly Fix[] {
  const told = row === undefined ? undefined : books.transactions.get(row);
  const rest = told === undefined || code !== "bad-quantity" ? null : arrivedBeyond(told);
  if (row === undefined || rest === null) {
    return [];
  }
  const { account, received } = rest;
  return [
    { is: "correct", label: "Correct the amounts", transaction: row, as: "transfer" },
    {
      is: "add",
      label: "Enter the rest by itself",
      as: "deposit",
      account,
      asset: received.asset,
      quantity: plainQuantity(received.quantity),
      ...typedMoment(rest, books.settings.timeZone),
    },
  ];
}

function placeIn({ places }: OpenBooks, { key }: StakedItem): QuarantinePlace | null {
  return places.get(key) ?? null;
}

function linkFix({ moves }: OpenBooks, { key }: StakedItem): readonly Fix[] {
  const move = moves.get(key);
  return move === undefined
    ? []
    : [
        {
          is: "link",
          sent: move.sent.map(({ id }) => id),
          received: move.received.map(({ id }) => id),
        },
      ];
}

function changeFix({ changes }: OpenBooks, { key }: StakedItem): readonly Fix[] {
  const change = changes.get(key);
  return change === undefined
    ? []
    : [{ is: "change", migration: change.key, isAsked: change.basis === "asked" }];
}

/** The form of what is missing, filled in as far as the gap says: the units, the account, the moment before which they came. */
function addFix(books: Books, item: StakedItem): readonly Fix[] {
  const [row] = item.rows;
  const told = row === undefined ? undefined : books.transactions.get(row);
  if (told === undefined || item.account === null || item.clearedBy !== null) {
    return [];
  }
  const { date, time } = typedMoment(told, books.settings.timeZone);
  return [
    {
      is: "add",
      label: "Add what is missing",
      as: "buy",
      account: item.account,
      asset: item.asset,
      quantity: plainQuantity(item.quantity),
      date,
      time,
    },
  ];
}

/** Most of what leaves or arrives is a move between own accounts: its other side is looked for first. */
function otherSide({ rows: [transaction] }: StakedItem): readonly Fix[] {
  return transaction === undefined
    ? []
    : [{ is: "other-side", label: "Find its other side", transaction }];
}

function corrected(
  { rows: [transaction] }: StakedItem,
  kinds: readonly (readonly [FormKind, string])[],
): readonly Fix[] {
  return transaction === undefined
    ? []
    : kinds.map(([as, label]) => ({ is: "correct", label, transaction, as }));
}

/** The row's own form, to enter its dollars. */
function valueFix(books: Books, { rows: [transaction] }: StakedItem): readonly Fix[] {
  const kind = transaction === undefined ? undefined : books.transactions.get(transaction)?.kind;
  return transaction === undefined || kind === undefined || kind === "unknown"
    ? []
    : [{ is: "correct", label: "Enter the value", transaction, as: kind }];
}
