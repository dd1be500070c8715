import { defineRoute, PRIVATE } from "@/lib/request";
import { type Received, receiveUpload } from "@/lib/services/receive-upload";
import { readAnswers } from "@/lib/services/upload-answers";

/**
 * One file as the raw body. Headers: `x-file-name` (URI-encoded), `x-file-size`, `x-file-sha256` where the browser can
 * compute it, `x-answers` (JSON) to what a layout leaves open. Under /api the proxy does not run, which would cut bodies at 10 MB (reliability.md F3).
 */
export const POST = defineRoute<{ clientId: string }>(async ({ user, request, params }) => {
  const size = request.headers.get("x-file-size") ?? "";
  const hash = request.headers.get("x-file-sha256");
  if (!/^\d{1,12}$/.test(size)) {
    return { ok: false, error: { code: "size-mismatch" } };
  }
  if (hash !== null && !/^[0-9a-f]{64}$/i.test(hash)) {
    return { ok: false, error: { code: "hash-mismatch" } };
  }
  const told = request.headers.get("x-answers");
  const answers = readAnswers(told === null ? null : decoded(told));
  if (answers === null) {
    return { ok: false, error: { code: "invalid-input" } };
  }
  const received = await receiveUpload(user, params.clientId, {
    fileName: fileName(request.headers.get("x-file-name")),
    size: Number(size),
    sha256: hash,
    body: request.body ?? empty(),
    answers,
  });
  if (!received.ok) {
    return received;
  }
  const href = `/clients/${params.clientId}/import/${received.value.batchId}${next(received.value)}`;
  const answer = Response.json(
    { ok: true, href, note: noteOf(received.value) },
    { headers: PRIVATE },
  );
  return { ok: true, value: answer };
});

/** Where on the import's pages one goes on. */
function next(received: Received): string {
  switch (received.is) {
    case "imported-before":
      return "?again=1";
    case "unmapped":
      return "/map";
    default:
      return "";
  }
}

function noteOf(received: Received): string {
  switch (received.is) {
    case "unmapped":
      return "A layout nobody has explained yet: say how it is read";
    case "imported-before":
      return `Already imported on ${received.importedAt.slice(0, 10)}: nothing to do`;
    case "waiting":
      return "Already uploaded, not yet imported";
    case "new":
      return received.isQueued
        ? `${received.source}, being read`
        : `${received.source}, ${received.rowsRead.toLocaleString("en-US")} rows`;
    default:
      return received satisfies never;
  }
}

const NAME_MAX = 120;

/** The last part of the name as told, without control and direction characters: shown as text, never used as a path. */
function fileName(header: string | null): string {
  const name = (
    decoded(header ?? "")
      .split(/[\\/]/)
      .at(-1) ?? ""
  )
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  return name === "" ? "upload.csv" : name.slice(0, NAME_MAX);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function* empty(): AsyncGenerator<Uint8Array> {
  // A POST without a body is a file of no bytes.
}
