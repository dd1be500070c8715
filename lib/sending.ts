import { createHash, randomUUID } from "node:crypto";
import { isUuid } from "@/db/ids";
import type { Sending } from "@/db/sending";
import { FORM_KEY } from "./form-key";

/** The sending of a form for one deed; null when the form carries no key. Two that say the same have the same `body`. */
export async function sendingOf(form: FormData, deed: string): Promise<Sending | null> {
  const key = form.get(FORM_KEY);
  if (typeof key !== "string" || !isUuid(key)) {
    return null;
  }
  return { key, body: await bodyHash(form, deed), attempt: randomUUID() };
}

/** Every field in its order, its length before it, so that no two forms run together to the same text. */
async function bodyHash(form: FormData, deed: string): Promise<string> {
  const hash = createHash("sha256");
  const add = (...parts: readonly (string | Uint8Array)[]) => {
    for (const part of parts) {
      hash.update(`${part.length}:`).update(part);
    }
  };
  add(deed);
  for (const [name, value] of form) {
    if (name !== FORM_KEY && !name.startsWith("$ACTION")) {
      const said = typeof value === "string" ? [value] : [value.name, await bytesOf(value)];
      add(name, ...said);
    }
  }
  return hash.digest("hex");
}

const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
