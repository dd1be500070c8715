import { z } from "zod";
import { type MappingDraft, UNIT_ROLES } from "@/lib/importers/mapping/draft";
import {
  INCOME_KINDS,
  type KindMeaning,
  LOSS_REASONS,
  SIMPLE_KINDS,
} from "@/lib/importers/mapping/template";
import { ROLES, type Role } from "@/lib/importers/mapping/words";
import { INCOME_WORDS, LOSS_WORDS } from "../kind-words";

/** How a table is read, as the screen holds it: texts alone, "" for what is not said. */
export interface MappingForm {
  readonly name: string;
  readonly account: string;
  /** By column: what it is; "" when it is not read. */
  readonly roles: readonly string[];
  /** By amount that no column names the asset of. */
  readonly units: Readonly<Record<string, string>>;
  readonly form: string;
  readonly zone: string;
  readonly numbers: string;
  readonly direction: string;
  readonly fee: string;
  /** What each word of the kind column means, by `KIND_CHOICES`. */
  readonly kinds: readonly { readonly word: string; readonly means: string }[];
}

/** One choice of a list. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

const short = z.string().max(200);
const maybe = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.literal(""), z.enum(values)]);

const shape = z.object({
  name: short,
  account: z.string().max(80),
  roles: z.array(maybe(ROLES)).max(1_024),
  units: z.partialRecord(z.enum(UNIT_ROLES), z.string().max(64)),
  form: z.string().max(40),
  zone: z.string().max(60),
  numbers: maybe(["point", "thousands", "comma"]),
  direction: maybe(["sign", "kind"]),
  fee: maybe(["on-top", "inside"]),
  kinds: z.array(z.object({ word: short, means: z.string().max(40) })).max(200),
});

/** What the screen sends, checked; null when it is not what it ever sends. */
export function readMappingForm(value: unknown): MappingDraft | null {
  const read = shape.safeParse(value);
  if (!read.success) {
    return null;
  }
  const { name, account, roles, units, form, zone, numbers, direction, fee, kinds } = read.data;
  return {
    name: name.trim(),
    account: account.trim(),
    roles: roles.map((role) => (role === "" ? null : role)),
    units,
    form: form === "" ? null : form,
    zone: zone === "" ? null : zone,
    numbers: numbers === "" ? null : numbers,
    direction: direction === "" ? null : direction,
    fee: fee === "" ? null : fee,
    kinds: kinds.map(({ word, means }) => ({ word, means: meaningOf(means, word) })),
  };
}

/** A draft as the screen holds it. */
export function mappingForm(draft: MappingDraft): MappingForm {
  return {
    name: draft.name,
    account: draft.account,
    roles: draft.roles.map((role) => role ?? ""),
    units: { ...draft.units },
    form: draft.form ?? "",
    zone: draft.zone ?? "",
    numbers: draft.numbers ?? "",
    direction: draft.direction ?? "",
    fee: draft.fee ?? "",
    kinds: draft.kinds.map(({ word, means }) => ({ word, means: codeOf(means) })),
  };
}

const SIMPLE_LABELS: Readonly<Record<(typeof SIMPLE_KINDS)[number], string>> = {
  buy: "A purchase",
  sell: "A sale",
  exchange: "A trade: one thing given for another",
  deposit: "Coins or money that came in",
  withdrawal: "Coins or money that went out",
  sides: "Whatever moved: out, in, or both for a trade",
  spend: "A payment for something",
  fee: "A fee on its own",
  "gift-received": "A gift received",
  "gift-sent": "A gift given",
  donation: "A donation to charity",
  migration: "An old token exchanged for its new one",
  ask: "Ask me about each row",
};

/** Everything a word of the kind column can mean. */
export const KIND_CHOICES: readonly Choice[] = [
  ...["buy", "sell", "exchange", "deposit", "withdrawal", "sides"].flatMap(simpleChoice),
  ...INCOME_KINDS.map((kind) => ({
    value: `income:${kind}`,
    label: `Income: ${INCOME_WORDS[kind].toLowerCase()}`,
  })),
  ...["spend", "fee", "gift-received", "gift-sent", "donation", "migration"].flatMap(simpleChoice),
  ...LOSS_REASONS.map((reason) => ({
    value: `lost:${reason}`,
    label: `Loss: ${LOSS_WORDS[reason].toLowerCase()}`,
  })),
  { value: "left-out", label: "Leave it out: it is no event" },
  ...simpleChoice("ask"),
];

/** In the order people look for them. */
const ORDER = [
  "date",
  "time",
  "kind",
  "amount",
  "asset",
  "sent",
  "sent-asset",
  "received",
  "received-asset",
  "total",
  "total-asset",
  "price",
  "value",
  "fee",
  "fee-asset",
  "account",
  "id",
  "note",
] as const satisfies readonly Role[];

const ROLE_LABELS: Readonly<Record<Role, string>> = {
  date: "Date, or date and time",
  time: "Time of day",
  kind: "Kind of transaction",
  amount: "Amount",
  asset: "Asset of the amount",
  sent: "Amount sent or paid",
  "sent-asset": "Asset sent or paid",
  received: "Amount received",
  "received-asset": "Asset received",
  total: "Total paid or received",
  "total-asset": "Currency of the total or price",
  price: "Price of one unit",
  value: "Worth in US dollars",
  fee: "Fee",
  "fee-asset": "Asset of the fee",
  account: "Account or wallet",
  id: "Id of the row",
  note: "Note",
};

/** Everything a column can be. */
export const ROLE_CHOICES: readonly Choice[] = ORDER.map((role) => ({
  value: role,
  label: ROLE_LABELS[role],
}));

function simpleChoice(value: string): readonly Choice[] {
  const kind = SIMPLE_KINDS.find((one) => one === value);
  return kind === undefined ? [] : [{ value, label: SIMPLE_LABELS[kind] }];
}

function codeOf(means: KindMeaning | null): string {
  switch (means?.is) {
    case undefined:
      return "";
    case "income":
      return `income:${means.kind}`;
    case "lost":
      return `lost:${means.reason}`;
    default:
      return means?.is ?? "";
  }
}

function meaningOf(code: string, word: string): KindMeaning | null {
  const simple = SIMPLE_KINDS.find((one) => one === code);
  if (simple !== undefined) {
    return { is: simple };
  }
  if (code === "left-out") {
    return { is: "left-out", reason: `You said that rows of “${word}” are no events.` };
  }
  const kind = INCOME_KINDS.find((one) => code === `income:${one}`);
  const reason = LOSS_REASONS.find((one) => code === `lost:${one}`);
  return kind !== undefined
    ? { is: "income", kind }
    : reason !== undefined
      ? { is: "lost", reason }
      : null;
}
