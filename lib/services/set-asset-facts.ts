import { z } from "zod";
import { insertAssetFacts } from "@/db/queries/asset-facts";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { type Asking, withClient } from "@/db/tenant";
import { isFiat } from "@/lib/importers/assets";
import { err, ok, type Result } from "@/lib/result";
import type { SettingsRefusal } from "./change-settings";
import { errorsOf, type TypedForm } from "./transaction-form";
import { assetField } from "./typed-text";

const FactsForm = z.object({
  asset: assetField.refine((asset) => !isFiat(asset), "Money is no asset here."),
  class: z.enum(["digital", "security", "tokenized-security"], "What is it?"),
  collectible: z.string().transform((text) => text !== ""),
  identicalTo: z.union([z.string().trim().length(0), assetField]),
});

/**
 * Says what an asset is: its class, whether it is a collectible, and which assets it is substantially identical to (those
 * with the same text, in capitals). A new version, the old one stays on record. An asset nobody holds yet may be spoken of.
 */
export async function setAssetFacts(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<null, SettingsRefusal>> {
  const read = FactsForm.safeParse({ collectible: "", identicalTo: "", ...form });
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  const { identicalTo, ...facts } = read.data;
  return withClient<null, SettingsRefusal>(user, clientId, "write", async (tx) => {
    await insertAssetFacts(tx, { ...facts, identicalTo: identicalTo === "" ? null : identicalTo });
    await insertAuditEvent(tx, {
      deed: "asset.facts",
      detail: { class: facts.class, collectible: facts.collectible ? "yes" : "no" },
    });
    return ok(null);
  });
}
