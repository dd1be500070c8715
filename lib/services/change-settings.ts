import { z } from "zod";
import { isUuid } from "@/db/ids";
import { getAccount, listAccounts, renameAccount as rename } from "@/db/queries/accounts";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import {
  type ChosenSettings,
  getSettings,
  insertSettings,
  insertStandingOrder,
} from "@/db/queries/settings";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import type { StandingOrder } from "@/lib/tax/settings";
import { accountId } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch, isTimeZone } from "@/lib/time/instant";
import { readAttested } from "./attested-times";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { instantFromLocal } from "./local-time";
import { errorsOf, type FieldErrors, type TypedForm } from "./transaction-form";
import { accountNameField, dateField, optionalDateField } from "./typed-text";

/** Why settings were not changed. */
export type SettingsRefusal =
  | GateRefusal
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

const wrong = (fields: FieldErrors): Result<never, SettingsRefusal> =>
  err({ code: "invalid-input", fields });

const TREATMENT = z.enum(["taxable", "carry-over", "ask"], "Choose one.").optional();

/** Each part of the page sends its own choices; what a form does not send stays as it is. */
const LedgerForm = z
  .object({
    timeZone: z
      .string()
      .trim()
      .refine(isTimeZone, "A time zone such as America/Chicago.")
      .optional(),
    pool: z.enum(["account", "universal-until-2024"], "Choose one.").optional(),
    transferFee: z.enum(["disposal", "drop", "carry"], "Choose one.").optional(),
    swapCostsBefore2025: z.enum(["given-up", "received", "halves"], "Choose one.").optional(),
    wrap: TREATMENT,
    bridge: TREATMENT,
    liquidity: TREATMENT,
    "liquid-staking": TREATMENT,
    washSales: z.enum(["securities", "digital"], "Choose one.").optional(),
    washSalesFrom: optionalDateField.optional(),
    rounding: z.enum(["cents", "dollars"], "Choose one.").optional(),
    exception1: z.enum(["list", "direct"], "Choose one.").optional(),
    various: z.enum(["lots", "one-row"], "Choose one.").optional(),
  })
  .refine((form) => form.washSales !== "digital" || form.washSalesFrom, {
    path: ["washSalesFrom"],
    message: "The first day, such as 2027-01-01.",
  });

type LedgerChoices = z.output<typeof LedgerForm>;

/**
 * Changes some of the choices that hold for all years (time zone, pooling before 2025, network fees, costs of swaps,
 * conversions, wash sales of digital assets, how Form 8949 is filled in): a new version, the old one stays on record. What is not in the form stays.
 */
export async function changeLedgerSettings(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<null, SettingsRefusal>> {
  const read = LedgerForm.safeParse(form);
  if (!read.success) {
    return wrong(errorsOf(read.error));
  }
  const told = read.data;
  return withClient<null, SettingsRefusal>(user, clientId, "write", async (tx) => {
    // Two parts of the page saved at once must not undo each other.
    await lockClient(tx);
    const before = (await getSettings(tx)) ?? DEFAULT_SETTINGS;
    const after = chosen(before, told);
    await insertSettings(tx, after);
    await insertAuditEvent(tx, { deed: "settings.change", detail: flat(after) });
    return ok(null);
  });
}

function chosen(before: ChosenSettings, told: LedgerChoices): ChosenSettings {
  const { conversions } = before;
  return {
    timeZone: told.timeZone ?? before.timeZone,
    pool: told.pool ?? before.pool,
    transferFee: told.transferFee ?? before.transferFee,
    swapCostsBefore2025: told.swapCostsBefore2025 ?? before.swapCostsBefore2025,
    conversions: {
      wrap: told.wrap ?? conversions.wrap,
      bridge: told.bridge ?? conversions.bridge,
      liquidity: told.liquidity ?? conversions.liquidity,
      "liquid-staking": told["liquid-staking"] ?? conversions["liquid-staking"],
    },
    washSalesOfDigitalAssetsFrom: washDay(before, told),
    rounding: told.rounding ?? before.rounding,
    exception1: told.exception1 ?? before.exception1,
    various: told.various === undefined ? before.various : told.various === "one-row",
  };
}

function washDay(before: ChosenSettings, told: LedgerChoices): CalendarDate | null {
  if (told.washSales === undefined) {
    return before.washSalesOfDigitalAssetsFrom;
  }
  return told.washSales === "digital" ? (told.washSalesFrom ?? null) : null;
}

const flat = (settings: ChosenSettings): Record<string, string | null> => {
  const { conversions, various, ...rest } = settings;
  return { ...rest, ...conversions, various: various ? "one-row" : "lots" };
};

const OrderForm = z.object({
  account: z.string().trim(),
  method: z.enum(["fifo", "lifo", "hifo", "lofo", "lowest-gain"], "Choose a method."),
  effectiveDate: dateField,
  effectiveTime: z.string().trim(),
  madeDate: dateField,
  madeTime: z.string().trim(),
  toldDate: optionalDateField,
  toldTime: z.string().trim(),
});

/** Fields a form may leave out. */
const UNTOLD: TypedForm = { toldDate: "", toldTime: "" };

/**
 * Records a standing order for one account, or for all of them (`account` ""). Append-only. It cannot be made in the future: an order
 * counts from when it was written down (Reg. 1.1012-1(j)(2)).
 */
export async function addStandingOrder(
  user: Asking,
  clientId: string,
  form: TypedForm,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<string, SettingsRefusal>> {
  const read = OrderForm.safeParse({ ...UNTOLD, ...form });
  if (!read.success) {
    return wrong(errorsOf(read.error));
  }
  const order = read.data;
  return withClient<string, SettingsRefusal>(user, clientId, "write", async (tx) => {
    const zone = (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;
    const times = orderTimes(order, zone, now);
    if (!times.ok) {
      return times;
    }
    const account = isUuid(order.account) ? await getAccount(tx, accountId(order.account)) : null;
    if (order.account !== "" && account === null) {
      return wrong({ account: "Choose one of the accounts." });
    }
    const id = await insertStandingOrder(tx, {
      account: account?.id ?? null,
      method: order.method,
      ...times.value,
    });
    await insertAuditEvent(tx, { deed: "standing-order.add", subjectId: id });
    return ok(id);
  });
}

type OrderTimes = Pick<StandingOrder, "effectiveFrom" | "madeAt" | "toldBrokerAt">;

function orderTimes(
  order: z.output<typeof OrderForm>,
  zone: string,
  now: Instant,
): Result<OrderTimes, SettingsRefusal> {
  const effectiveFrom = instantFromLocal(order.effectiveDate, order.effectiveTime || "00:00", zone);
  if (effectiveFrom === null) {
    return wrong({ effectiveTime: "A time such as 14:05." });
  }
  const told = readAttested(order, zone, now);
  return told.ok ? ok({ effectiveFrom, ...told.value }) : wrong(told.error);
}

/** Gives an account another name; nothing else about it changes, and later imports must use the new name. */
export async function renameAccount(
  user: Asking,
  clientId: string,
  account: string,
  name: string,
): Promise<Result<null, SettingsRefusal>> {
  const read = accountNameField.safeParse(name);
  if (!read.success) {
    return wrong({ name: read.error.issues[0]?.message ?? "A name of at most 80 characters." });
  }
  return withClient<null, SettingsRefusal>(user, clientId, "write", async (tx) => {
    const found = isUuid(account) ? await getAccount(tx, accountId(account)) : null;
    if (found === null) {
      return err({ code: "not-found" });
    }
    const others = (await listAccounts(tx)).filter((other) => other.id !== found.id);
    if (others.some((other) => other.name === read.data)) {
      return wrong({ name: "Another account has this name." });
    }
    await rename(tx, found.id, read.data);
    await insertAuditEvent(tx, {
      deed: "account.rename",
      subjectId: found.id,
      detail: { before: found.name, after: read.data },
    });
    return ok(null);
  });
}
