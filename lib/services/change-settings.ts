import { z } from "zod";
import { isUuid } from "@/db/ids";
import { getAccount, listAccounts, renameAccount as rename } from "@/db/queries/accounts";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { getSettings, insertSettings, insertStandingOrder } from "@/db/queries/settings";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import type { StandingOrder } from "@/lib/tax/settings";
import { accountId } from "@/lib/tax/transaction";
import { epochOf, type Instant, instantFromEpoch, isTimeZone } from "@/lib/time/instant";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { instantFromLocal } from "./local-time";
import { errorsOf, type FieldErrors, type TypedForm } from "./transaction-form";
import { accountNameField, dateField } from "./typed-text";

/** Why settings were not changed. */
export type SettingsRefusal =
  | GateRefusal
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

const wrong = (fields: FieldErrors): Result<never, SettingsRefusal> =>
  err({ code: "invalid-input", fields });

const LedgerForm = z.object({
  timeZone: z.string().trim().refine(isTimeZone, "A time zone such as America/Chicago."),
  pool: z.enum(["account", "universal-until-2024"], "Choose one."),
  transferFee: z.enum(["disposal", "drop", "carry"], "Choose one."),
});

/** Changes the tax time zone, the pooling before 2025 and the treatment of network fees: a new version, the old one stays on record. */
export async function changeLedgerSettings(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<null, SettingsRefusal>> {
  const read = LedgerForm.safeParse(form);
  if (!read.success) {
    return wrong(errorsOf(read.error));
  }
  return withClient<null, SettingsRefusal>(user, clientId, "write", async (tx) => {
    await insertSettings(tx, read.data);
    await insertAuditEvent(tx, { deed: "settings.change", detail: read.data });
    return ok(null);
  });
}

const OrderForm = z.object({
  account: z.string().trim(),
  method: z.enum(["fifo", "lifo", "hifo", "lowest-gain"], "Choose a method."),
  effectiveDate: dateField,
  effectiveTime: z.string().trim(),
  madeDate: dateField,
  madeTime: z.string().trim(),
});

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
  const read = OrderForm.safeParse(form);
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
      toldBrokerAt: null,
      ...times.value,
    });
    await insertAuditEvent(tx, { deed: "standing-order.add", subjectId: id });
    return ok(id);
  });
}

type OrderTimes = Pick<StandingOrder, "effectiveFrom" | "madeAt">;

function orderTimes(
  order: z.output<typeof OrderForm>,
  zone: string,
  now: Instant,
): Result<OrderTimes, SettingsRefusal> {
  const effectiveFrom = instantFromLocal(order.effectiveDate, order.effectiveTime || "00:00", zone);
  const madeAt = instantFromLocal(order.madeDate, order.madeTime, zone);
  const noSuchTime = "A time such as 14:05.";
  if (effectiveFrom === null || madeAt === null) {
    return wrong({ [madeAt === null ? "madeTime" : "effectiveTime"]: noSuchTime });
  }
  // A prefilled form that waits a little must not be refused: the field has minutes only.
  if (epochOf(madeAt) > epochOf(now) + 60_000) {
    return wrong({ madeDate: "An order cannot have been written down in the future." });
  }
  return ok({ effectiveFrom, madeAt });
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
    await insertAuditEvent(tx, { deed: "account.rename", subjectId: found.id });
    return ok(null);
  });
}
