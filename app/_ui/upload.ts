/** What became of an upload. The route answers `{href, note?}` when it took the file, `{code, message}` when not. */
export type UploadAnswer =
  | {
      ok: true /** Where the file is looked at next. */;
      href: string /** e.g. "Coinbase, 1,204 rows". */;
      note?: string;
    }
  | {
      ok: false;
      code: string;
      message: string /** What must be said before the file can be read. */;
      asks?: readonly string[];
      choices?: readonly UploadChoice[];
    };

/** One of the things that can be answered, where only some can be. */
export interface UploadChoice {
  value: string;
  label: string;
}

/** What a person says to what a file leaves open, by the names the route knows. */
export type UploadAnswers = Readonly<Record<string, string | readonly string[]>>;

/** SHA-256 of a file as lowercase hex; null where the browser has no crypto (plain http on a network address). */
export async function sha256(file: File): Promise<string | null> {
  if (globalThis.crypto?.subtle === undefined) {
    return null;
  }
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Sends one file as the raw body of a POST. Headers: `x-file-name` (URI-encoded), `x-file-size`, `x-file-sha256` (when
 * known), `x-answers` (URI-encoded JSON) where the file was asked about before. Resolves to the route's answer; a broken line or an unreadable answer becomes a refusal too.
 */
export async function uploadFile(
  url: string,
  file: File,
  onProgress: (sent: number) => void,
  answers: UploadAnswers | null = null,
): Promise<UploadAnswer> {
  const hash = await sha256(file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.setRequestHeader("x-file-size", String(file.size));
    if (hash !== null) {
      request.setRequestHeader("x-file-sha256", hash);
    }
    if (answers !== null) {
      request.setRequestHeader("x-answers", encodeURIComponent(JSON.stringify(answers)));
    }
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onerror = () => resolve(lost);
    request.onload = () => resolve(readAnswer(request.responseText) ?? lost);
    request.send(file);
  });
}

const lost: UploadAnswer = {
  ok: false,
  code: "connection-lost",
  message: "The connection broke before the file arrived whole. Nothing was saved; try again.",
};

/** The route's answer: `href` says it was taken, `message` that it was refused; null when it is neither. */
export function readAnswer(text: string): UploadAnswer | null {
  const answer = parsed(text);
  const href = textIn(answer, "href");
  const message = textIn(answer, "message");
  if (href !== null) {
    const note = textIn(answer, "note");
    return { ok: true, href, ...(note === null ? {} : { note }) };
  }
  if (message === null) {
    return null;
  }
  const asks = answer.get("asks");
  const choices = choicesIn(answer.get("choices"));
  const code = textIn(answer, "code") ?? "refused";
  return {
    ok: false,
    code,
    message,
    ...(Array.isArray(asks) ? { asks: asks.map(String) } : {}),
    ...(choices.length === 0 ? {} : { choices }),
  };
}

function choicesIn(told: unknown): readonly UploadChoice[] {
  return (Array.isArray(told) ? told : []).flatMap((one: unknown) => {
    const parts = new Map<string, unknown>(Object.entries(one ?? {}));
    const value = textIn(parts, "value");
    const label = textIn(parts, "label");
    return value === null || label === null ? [] : [{ value, label }];
  });
}

function parsed(text: string): ReadonlyMap<string, unknown> {
  try {
    const answer: unknown = JSON.parse(text);
    return new Map(Object.entries(answer ?? {}));
  } catch {
    return new Map();
  }
}

function textIn(answer: ReadonlyMap<string, unknown>, key: string): string | null {
  const value = answer.get(key);
  return typeof value === "string" ? value : null;
}
