import { pause } from "@/lib/launch/process";
import { ask, type Person } from "./product";

/** A file as it is sent. */
export interface File {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
}

/** The steps of an import, one after the other. */
export const PHASES = ["upload", "preview", "commit"] as const;

/** One step. */
export type Phase = (typeof PHASES)[number];

/** Told when a step begins, and when all is over. */
export type OnPhase = (phase: Phase | "over") => void;

const PATIENCE_MS = 120_000;

/** Where the product is asked. `url` may be another one at each reading; `origin`: what its forms come from, where that is not `url`. */
export interface Address {
  readonly url: string;
  readonly data: string;
  readonly origin?: string;
}

/**
 * One import as a patient person makes it: uploads, waits for the preview, imports, waits for the end; asks again whenever the line
 * breaks. Resolves when the import is committed or failed; throws when that takes longer than two minutes a step.
 */
export async function importOverHttp(
  at: Address,
  person: Person,
  file: File,
  onPhase: OnPhase,
): Promise<string> {
  onPhase("upload");
  const batch = await untilTold(() => upload(at, person, file));
  onPhase("preview");
  await untilTold(async () => ((await isPreviewed(at.data, batch)) ? true : null));
  await untilTold(async () => ((await commit(at, person, batch)) ? true : null));
  onPhase("commit");
  const ended = await untilTold(async () => {
    const state = await stateOf(at.data, batch);
    return state === "committed" || state === "failed" ? state : null;
  });
  onPhase("over");
  return ended;
}

/** The id of the batch; null when the line broke or the product asks to come again. */
async function upload(at: Address, person: Person, file: File): Promise<string | null> {
  const { url } = at;
  const response = await fetch(`${url}/api/clients/${person.client}/uploads`, {
    method: "POST",
    headers: {
      cookie: person.cookie,
      origin: at.origin ?? url,
      "content-type": "application/octet-stream",
      "x-file-name": file.name,
      "x-file-size": String(file.bytes.length),
      "x-file-sha256": file.sha256,
    },
    body: file.bytes,
  });
  const answer: unknown = await response.json();
  const href = isRecord(answer) && typeof answer["href"] === "string" ? answer["href"] : "";
  const batch = /\/import\/([0-9a-f-]{36})/.exec(href)?.[1];
  if (response.ok && batch !== undefined) {
    return batch;
  }
  if (response.status < 500) {
    throw new Refused(`the upload was refused: ${JSON.stringify(answer)}`);
  }
  return null;
}

/** True once the import was asked for: by this form, or by one before whose answer was lost. */
async function commit(at: Address, person: Person, batch: string): Promise<boolean> {
  const { url, data } = at;
  if ((await stateOf(data, batch)) !== "previewed") {
    return true;
  }
  const page = `${url}/clients/${person.client}/import/${batch}`;
  const html = await (await fetch(page, { headers: { cookie: person.cookie } })).text();
  const form = formOf(html);
  if (form === null) {
    return false;
  }
  const headers = { cookie: person.cookie, origin: at.origin ?? url };
  const response = await fetch(page, { method: "POST", headers, body: form, redirect: "manual" });
  await response.text();
  return response.status < 400 && (await stateOf(data, batch)) !== "previewed";
}

/** The fields of the form that imports, as a browser without scripts sends them. */
function formOf(html: string): FormData | null {
  for (const [, body = ""] of html.matchAll(/<form[^>]*>(.*?)<\/form>/gs)) {
    const fields = [...body.matchAll(/<input[^>]*>/g)].map(([tag]) => [
      unescaped(/name="([^"]*)"/.exec(tag)?.[1] ?? ""),
      unescaped(/value="([^"]*)"/.exec(tag)?.[1] ?? ""),
    ]);
    const names = fields.map(([name = ""]) => name);
    if (names.includes("batchId") && /type="submit"/.test(body) && /Import/.test(body)) {
      const form = new FormData();
      for (const [name = "", value = ""] of fields) {
        form.append(name, value);
      }
      return form;
    }
  }
  return null;
}

const unescaped = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");

/** The preview is there: its job is done and nobody works on the file. */
async function isPreviewed(data: string, batch: string): Promise<boolean> {
  const [row] = await ask<{ state: string }>(
    data,
    "select state from job_runs where subject_id = $1 order by requested_at desc limit 1",
    [batch],
  );
  if (row?.state === "failed") {
    throw new Refused("the preview's job was given up");
  }
  return row?.state === "done";
}

async function stateOf(data: string, batch: string): Promise<string> {
  const [row] = await ask<{ state: string }>(
    data,
    "select state from import_batches where id = $1",
    [batch],
  );
  if (row === undefined) {
    throw new Refused("an acknowledged upload is gone");
  }
  return row.state;
}

/** An answer no patience helps against. */
export class Refused extends Error {
  override name = "Refused";
}

async function untilTold<T>(step: () => Promise<T | null>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  let last: unknown = "nothing";
  while (performance.now() < until) {
    try {
      const told = await step();
      if (told !== null) {
        return told;
      }
    } catch (error) {
      if (error instanceof Refused) {
        throw error;
      }
      // The line broke: what is being tested.
      last = error;
    }
    await pause(100);
  }
  throw new Error("not done in two minutes", { cause: last });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
