import pg from "pg";
import { expect } from "vitest";
import { FORM_KEY, newFormKey } from "@/lib/form-key";
import type { Answer, Door } from "../authorisation/product";
import type { OnceDeed } from "./deeds";
import type { OnceScene } from "./scene";

const shortly = ({ code, to, text }: Answer) => JSON.stringify({ code, to, text });

/**
 * Sends one form so many times at once, then once more, then with something else in it: one effect, every answer the first one's (or to come
 * again), the last refused. Returns how many were answered how.
 */
export async function sendAtOnce(
  door: Door,
  { fields, other, adds: [table, rows] }: OnceDeed,
  scene: OnceScene,
  { times, ownerUrl }: { readonly times: number; readonly ownerUrl: string },
): Promise<readonly string[]> {
  const admin = new pg.Client({ connectionString: ownerUrl });
  await admin.connect();
  try {
    const count = async () =>
      Number((await admin.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n);
    const before = await count();
    const key = newFormKey();
    const send = (more = {}) =>
      door.ask({
        cookie: scene.cookie,
        values: { clientId: scene.client },
        form: { ...fields(scene), ...more, [FORM_KEY]: key },
      });
    const answers = await Promise.all(Array.from({ length: times }, () => send()));
    const done = answers.filter(({ code }) => code !== "try-again").map(shortly);
    expect(await count(), done[0]).toBe(before + rows);
    expect([...new Set(done)].length, [...new Set(done)].join(" | ")).toBe(1);
    expect(shortly(await send())).toBe(done[0]);
    const [first] = answers.filter(({ code }) => code !== "try-again");
    expect(first?.code ?? null).toBeNull();
    expect((await send(other)).code).toBe("sent-before");
    expect(await count()).toBe(before + rows);
    return answers.map(({ code }) => (code === null ? "done" : "come again"));
  } finally {
    await admin.end();
  }
}
