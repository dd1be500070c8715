import type { IncomeKind, Leg } from "@/lib/tax/transaction";
import type { Meaning } from "./booking";
import { isMoney } from "./legs";

/** What a label (or tag) of Koinly means beside the sides of its row; its help page lists them. */
export function koinlyMeaning(sent: Leg | null, received: Leg | null, told: string): Meaning {
  const label = told.toLowerCase().replaceAll("_", " ");
  if (sent !== null && received !== null) {
    return { is: label === "swap" ? "migration" : "exchange" };
  }
  if (sent === null && received === null) {
    return { is: "unknown", reason: "The row moves nothing." };
  }
  const known = sent === null ? incoming(label, isMoney(received)) : outgoing(label, isMoney(sent));
  return (
    known ?? { is: "unknown", reason: `The label "${label}" does not say what this is for tax.` }
  );
}

/** Two sides under a label that does not say "exchange" are booked as one and asked about. */
export function koinlyQuestion(
  sent: Leg | null,
  received: Leg | null,
  told: string,
): string | null {
  const label = told.toLowerCase().replaceAll("_", " ");
  const isClear = ["", "trade", "exchange", "swap"].includes(label);
  return sent === null || received === null || isClear
    ? null
    : `The label "${label}" is not settled in law: say whether this is an exchange.`;
}

const INCOME = new Map<string, IncomeKind>([
  ["airdrop", "airdrop"],
  ["fork", "fork"],
  ["mining", "mining"],
  ["reward", "reward"],
  ["staking", "staking"],
  ["income", "other"],
  ["other income", "other"],
  ["salary", "wages"],
  ["lending interest", "interest"],
  ["loan interest", "interest"],
  ["cashback", "reward"],
]);

function incoming(label: string, isCash: boolean): Meaning | null {
  if (isCash) {
    return label === ""
      ? { is: "deposit" }
      : {
          is: "unknown",
          reason: "Money, not a coin: enter it where the return asks for it.",
        };
  }
  const kind = INCOME.get(label);
  return kind !== undefined ? { is: "income", kind } : label === "" ? { is: "deposit" } : null;
}

const OUTGOING = new Map<string, Meaning>([
  ["", { is: "withdrawal" }],
  ["gift", { is: "gift-sent" }],
  ["donation", { is: "donation" }],
  ["lost", { is: "lost", reason: "lost" }],
  ["cost", { is: "fee" }],
  ["interest payment", { is: "fee" }],
  ["loan fee", { is: "fee" }],
  ["margin fee", { is: "fee" }],
  ["tax", { is: "spend" }],
]);

function outgoing(label: string, isCash: boolean): Meaning | null {
  return isCash ? { is: "withdrawal" } : (OUTGOING.get(label) ?? null);
}
