import { z } from "zod";
import { insertAssetChoice } from "@/db/queries/asset-choices";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { type Asking, withClient } from "@/db/tenant";
import { collisionOf, otherReading } from "@/lib/assets/collisions";
import { err, ok, type Result } from "@/lib/result";
import { assetId } from "@/lib/tax/transaction";
import type { SettingsRefusal } from "./change-settings";
import { errorsOf, type TypedForm } from "./transaction-form";

const ChoiceForm = z.object({
  source: z.string().trim().min(1).max(60),
  symbol: z.string().trim().toUpperCase().min(1).max(64),
  /** Empty takes an earlier answer back. */
  asset: z.string().trim().max(64),
});

/**
 * Says which of the coins that share a sign a source means. It counts for all rows of that source, those in the books and those to
 * come, at the next computation: nothing is read again and no row is changed. A new version, the old one stays on record; empty asks
 * again. Only the coins on offer can be said.
 */
export async function chooseAsset(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<null, SettingsRefusal>> {
  const read = ChoiceForm.safeParse({ asset: "", ...form });
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  const { source, symbol, asset } = read.data;
  const shared = collisionOf(symbol);
  const offered = shared === null ? [] : [...shared.readings, otherReading(shared)];
  if (shared === null || (asset !== "" && !offered.some((one) => one.asset === asset))) {
    return err({ code: "invalid-input", fields: { asset: "Choose one of the coins." } });
  }
  return withClient<null, SettingsRefusal>(user, clientId, "write", async (tx) => {
    await insertAssetChoice(tx, {
      source,
      symbol: assetId(symbol),
      asset: asset === "" ? null : assetId(asset),
    });
    await insertAuditEvent(tx, { deed: "asset.choice", detail: { source } });
    return ok(null);
  });
}
