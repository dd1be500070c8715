import { DatabaseUnavailable } from "@/db/unavailable";
import {
  currentSession,
  missingProof,
  type Proof,
  type Session,
  type SessionUser,
  userOf,
} from "./auth/session";
import { log } from "./log";
import { isSameOrigin } from "./origin";
import { type Refusal, refusalMessage, refusalStatus } from "./refusals";
import { type Door, logRefusal } from "./refused";
import { err, ok, type Result } from "./result";

/** A refusal for a program: `{ code, message }` with the status that says the same. Never cached. */
export function refusalResponse(refusal: Refusal): Response {
  const { code, fields, asks, choices, message = refusalMessage(code) } = refusal;
  return Response.json(
    {
      code,
      message,
      ...(fields === undefined ? {} : { fields }),
      ...(asks === undefined ? {} : { asks }),
      ...(choices === undefined ? {} : { choices }),
    },
    { status: refusalStatus(code), headers: PRIVATE },
  );
}

/** Headers of every answer that holds a client's data. */
export const PRIVATE = { "cache-control": "private, no-store" } as const;

/** RFC 6266: a plain ASCII name for old programs, the real one in UTF-8 (RFC 8187) for the rest. */
export function attachment(fileName: string): string {
  const safe = fileName.replaceAll(/[\p{Cc}\p{Cf}"\\/:*?<>|]/gu, "_");
  const ascii = safe.normalize("NFKD").replaceAll(/[^\x20-\x7e]/g, "");
  const encoded = encodeURIComponent(safe.replaceAll(/\p{Cs}/gu, "_")).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** A file of a client's, to be saved under its name and never cached or guessed at. */
export function fileResponse(file: {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}): Response {
  const body = new Uint8Array(file.bytes);
  return new Response(body, {
    headers: { ...fileHeaders(file), "content-length": String(body.byteLength) },
  });
}

/** The same for a file that is sent while it is read. When the reader goes, the reading ends. */
export function streamedResponse(file: {
  readonly fileName: string;
  readonly contentType: string;
  readonly size?: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}): Response {
  const iterator = file.bytes[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await iterator.next();
      done === true ? controller.close() : controller.enqueue(value);
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
  return new Response(body, {
    headers: {
      ...fileHeaders(file),
      ...(file.size === undefined ? {} : { "content-length": String(file.size) }),
    },
  });
}

const fileHeaders = (file: { readonly fileName: string; readonly contentType: string }) => ({
  ...PRIVATE,
  "content-type": file.contentType,
  "content-disposition": attachment(file.fileName),
  "x-content-type-options": "nosniff",
});

/** The raw body of a POST; one without a body is a file of no bytes. */
export const bodyOf = (request: Request): AsyncIterable<Uint8Array> => request.body ?? noBytes();

async function* noBytes(): AsyncGenerator<Uint8Array> {
  // Nothing was sent.
}

const NAME_MAX = 120;

/** The last part of a file's name as a header tells it, without control and direction characters: shown as text, never a path. */
export function fileNameOf(header: string | null): string {
  const name = (
    decoded(header ?? "")
      .split(/[\\/]/)
      .at(-1) ?? ""
  )
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
  return name === "" ? "file" : name.slice(0, NAME_MAX);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a route handler of a signed-in person is given. `params` are those of the folder names. */
export interface RouteRequest<Params> {
  readonly user: SessionUser;
  readonly request: Request;
  readonly params: Params;
}

/** What a route asks for beside being signed in. */
export interface ProofOptions<Params> {
  readonly proof?: Proof;
  readonly seen?: (asked: RouteRequest<Params>) => Promise<Result<unknown, Refusal>>;
}

/**
 * A route handler for signed-in people: uploads, downloads, progress. Anything but GET and HEAD must come from our own
 * pages. A refusal becomes its status with `{ code, message }`, a database that does not answer 503, a fault 500 with a
 * reference and no word of what happened. `proof`: how sure it must be that it is them; without it being signed in is enough. `seen`:
 * what must be theirs to see before a proof is asked, so that a stranger is answered as for what does not exist.
 */
export function defineRoute<Params>(
  run: (asked: RouteRequest<Params>) => Promise<Result<Response, Refusal>>,
  options: ProofOptions<Params> = {},
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return async (request, context) => {
    try {
      const reads = request.method === "GET" || request.method === "HEAD";
      if (!(reads || isSameOrigin(request.headers))) {
        return refusedResponse({ code: "wrong-origin" });
      }
      const session = await currentSession();
      if (session === null) {
        return refusedResponse({ code: "not-signed-in" });
      }
      const params = await context.params;
      const asked = { user: userOf(session), request, params };
      const open = await admitted(asked, session, options);
      const result = open.ok ? await run(asked) : open;
      return result.ok
        ? result.value
        : refusedResponse(result.error, { user: session.id, client: clientOf(params) });
    } catch (error) {
      return faultResponse(error);
    }
  };
}

/** A refusal at a route, written down where it tells of somebody at a door. */
function refusedResponse(refusal: Refusal, whose: Omit<Door, "where"> = {}): Response {
  logRefusal(refusal.code, { where: "route", ...whose });
  return refusalResponse(refusal);
}

const clientOf = (params: unknown): unknown =>
  typeof params === "object" && params !== null && "clientId" in params ? params.clientId : null;

async function admitted<Params>(
  asked: RouteRequest<Params>,
  session: Session,
  { proof, seen }: ProofOptions<Params>,
): Promise<Result<unknown, Refusal>> {
  const shown = seen === undefined ? ok(null) : await seen(asked);
  if (!shown.ok || proof === undefined) {
    return shown;
  }
  const missing = await missingProof(session, proof);
  return missing === null ? ok(null) : err({ code: missing });
}

/**
 * A route handler for programs that show a secret of their own instead of a session: a calendar's private address, a mail's
 * unsubscribe link. Refusals and faults are answered as in `defineRoute`; the service asks the gate for whom the secret stands.
 */
export function defineOpenRoute<Params>(
  run: (asked: Omit<RouteRequest<Params>, "user">) => Promise<Result<Response, Refusal>>,
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return async (request, context) => {
    try {
      const result = await run({ request, params: await context.params });
      return result.ok ? result.value : refusedResponse(result.error);
    } catch (error) {
      return faultResponse(error);
    }
  };
}

/**
 * A route that takes a plain form from our own pages, signed in or not, where an action cannot: it answers with headers of its own.
 */
export function defineFormRoute(
  run: (form: FormData) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      if (!isSameOrigin(request.headers)) {
        return refusedResponse({ code: "wrong-origin" });
      }
      return await run(await request.formData());
    } catch (error) {
      return faultResponse(error);
    }
  };
}

function faultResponse(error: unknown): Response {
  const reference = crypto.randomUUID().slice(0, 8);
  log.fault("route.fault", error, { reference });
  if (error instanceof DatabaseUnavailable) {
    return refusalResponse({ code: "try-again" });
  }
  return Response.json(
    { code: "fault", message: "Something broke, nothing was saved.", reference },
    { status: 500, headers: PRIVATE },
  );
}
