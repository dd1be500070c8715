import type { KindMeaning } from "./template";

/** Everything a column can be. */
export const ROLES = [
  "date",
  "time",
  "kind",
  "sent",
  "sent-asset",
  "received",
  "received-asset",
  "amount",
  "asset",
  "total",
  "total-asset",
  "fee",
  "fee-asset",
  "price",
  "value",
  "id",
  "note",
  "account",
] as const;

/** What a column can be. */
export type Role = (typeof ROLES)[number];

const ASSET = "(?:currency|asset|coin|symbol|ticker|unit|token)";
const AMOUNT = "(?:amount|quantity|qty|volume|units|size)";
const OUT = "(?:sent|send|sold|sell|outgoing|out|from|debit|paid|spent|given)";
const IN = "(?:received|receive|bought|buy|incoming|in|credit|got|to)";

/** Names by role; the first that fits is the column's role. Names are lower case, signs as blanks. */
const NAMES: readonly (readonly [Role, RegExp])[] = [
  ["fee-asset", new RegExp(`^(?:fees?|commission) ${ASSET}$|^${ASSET} of fee$`)],
  ["fee", /^(?:(?:transaction|trading|network) )?(?:fees?|commission)(?: amount| paid)?$/],
  ["sent-asset", new RegExp(`^${OUT} ${ASSET}$|^${ASSET} ${OUT}$`)],
  ["received-asset", new RegExp(`^${IN} ${ASSET}$|^${ASSET} ${IN}$`)],
  ["sent", new RegExp(`^${OUT} ${AMOUNT}$|^${AMOUNT} ${OUT}$|^${OUT}$`)],
  ["received", new RegExp(`^${IN} ${AMOUNT}$|^${AMOUNT} ${IN}$|^(?:received|bought|incoming|in)$`)],
  ["total-asset", new RegExp(`^(?:total|cost|quote|price) ${ASSET}$`)],
  ["price", /^(?:(?:unit|spot|exchange) )?(?:price|rate)(?: per (?:coin|unit))?$/],
  ["value", /^(?:(?:usd|fiat|market|net) )*(?:value|worth)$/],
  ["total", /^(?:sub)?total(?: amount| price| cost)?$|^(?:cost|proceeds)$/],
  [
    "id",
    /^(?:(?:transaction|trade|order|tx|reference) )?(?:id|hash|no|number)$|^(?:txid|txhash|reference)$/,
  ],
  ["note", /^(?:notes?|descriptions?|comments?|memo|remarks?|details)$/],
  ["account", /^(?:account|wallet|exchange|portfolio)(?: name)?$/],
  [
    "kind",
    /^(?:(?:transaction|trade|order|operation) )?(?:type|kind|side|action|category|label|operation)$/,
  ],
  [
    "date",
    /^(?:(?:transaction|trade|order|created|completed|executed) )?(?:date|datetime|timestamp|date time|date and time|at)(?: (?:utc|gmt))?$/,
  ],
  ["time", /^(?:(?:transaction|trade|order) )?time(?: (?:utc|gmt))?$/],
  ["asset", new RegExp(`^(?:base )?${ASSET}$`)],
  ["amount", new RegExp(`^(?:base |net )?${AMOUNT}$|^change$`)],
];

/** What a column's name says it is; null when it says nothing. */
export function roleOf(name: string): Role | null {
  const plain = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/(?<=.) (?:in )?usd$/, "");
  return NAMES.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** Words of kinds that mean one thing everywhere. All others are asked. */
const WORDS: ReadonlyMap<string, KindMeaning> = new Map<string, KindMeaning>([
  ...["buy", "bought", "purchase"].map((word) => [word, { is: "buy" }] as const),
  ...["sell", "sold", "sale"].map((word) => [word, { is: "sell" }] as const),
  ...["trade", "exchange", "swap", "convert", "conversion"].map(
    (word) => [word, { is: "exchange" }] as const,
  ),
  ...["deposit", "receive", "received"].map((word) => [word, { is: "deposit" }] as const),
  ...["withdrawal", "withdraw", "send", "sent"].map(
    (word) => [word, { is: "withdrawal" }] as const,
  ),
  ...["staking", "staking reward", "staking income"].map(
    (word) => [word, { is: "income", kind: "staking" }] as const,
  ),
  ["mining", { is: "income", kind: "mining" }],
  ["airdrop", { is: "income", kind: "airdrop" }],
  ["interest", { is: "income", kind: "interest" }],
  ["fee", { is: "fee" }],
  ["donation", { is: "donation" }],
]);

/** What a word of a kind column is proposed to mean. */
export function proposedMeaning(word: string): KindMeaning {
  return WORDS.get(word.trim().toLowerCase().replace(/[_-]+/g, " ")) ?? { is: "ask" };
}
