import { randomUUID } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Socket } from "node:net";
import { type Asked, whileAsked } from "@/lib/asked";
import { log } from "@/lib/log";
import { type Answering, watchAnswer } from "./answer";
import { bodyArrived } from "./body";
import { isForProgram, type Kind, kindOf, METHODS, SHORT_BODY } from "./kind";
import { type Limits, type Line, openPlaces, type Places } from "./places";
import { type Reader, tellRefusal } from "./refusals";
import { PATIENCE, type Patience, type SlowLines, watchSlowLines } from "./slow-lines";

/** What stands behind the door: Next's own handler. */
export type Product = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** How the door is set. */
export interface DoorOptions {
  readonly limits: Limits;
  /** Bodies of any length at once. */
  readonly uploads: number;
  readonly patience?: Patience;
  /** How long the first lines of a request may take, in milliseconds. */
  readonly headersMs?: number;
}

const HEADERS_MS = 15_000;
/** How often Node looks for lines whose first lines do not come. */
const LOOK_MS = 5000;
/** An answer that is begun, or that nobody waits for, holds its place no longer than this: who reads slowly keeps nobody out. */
const BEGUN_MS = 10_000;
/** In a crowd, the longest from the first line to an answer, the wait in line counted. */
const IN_TIME_MS = 8000;
/** The product asks itself for the page an action leads to, with the headers it was asked with: those were let in already. */
const INSIDE = "x-lotwise-inside";

/**
 * A server that lets requests in to the product: methods it knows, so many at once, nobody for ever. What it refuses carries the headers of
 * every answer. Requests to upgrade are answered as if they did not ask for it, a tunnel is not opened.
 */
export function openDoor(product: Product, options: DoorOptions): Server {
  const { limits, patience = PATIENCE, headersMs = HEADERS_MS } = options;
  const slow = watchSlowLines(patience);
  const door: Door = {
    product,
    slow,
    limits,
    places: openPlaces(limits),
    uploads: { most: options.uploads, open: 0 },
    inside: randomUUID(),
    noteBusy: oncePerSecond((times) => log.warn("door.busy", { times })),
  };
  const listener: RequestListener = (request, response) => {
    letIn(door, request, response).catch((error: unknown) => {
      log.fault("door.fault", error);
      response.destroy();
    });
  };
  const server = createServer(
    {
      // Node would end every upload after five minutes; bodies are watched byte by byte instead.
      requestTimeout: 0,
      headersTimeout: headersMs,
      connectionsCheckingInterval: Math.min(LOOK_MS, headersMs),
      // A short body lies in the request before anybody reads it.
      highWaterMark: 2 * SHORT_BODY,
    },
    listener,
  );
  server.on("clientError", refuseLine);
  server.once("close", () => slow.stop());
  return server;
}

interface Door {
  readonly product: Product;
  readonly slow: SlowLines;
  readonly limits: Limits;
  readonly places: Places;
  readonly uploads: { readonly most: number; open: number };
  /** Said by the product when it asks itself; nobody else knows it. */
  readonly inside: string;
  /** Writes down that somebody was told to come again. */
  readonly noteBusy: () => void;
}

async function letIn(door: Door, request: IncomingMessage, response: ServerResponse) {
  const { method = "", url = "/", headers } = request;
  const asked: Asked = { id: randomUUID(), isDatabaseAway: false };
  const reader: Reader = {
    requestId: asked.id,
    isProgram: isForProgram(url, headers),
    isHttps: headers["x-forwarded-proto"] === "https",
    again: method === "POST" ? null : homeward(url),
  };
  const answering = watchAnswer(response, asked, reader);
  if (!METHODS.includes(method)) {
    answering.instead({ code: "method-not-allowed" });
    return;
  }
  door.slow.watch(request, response, () => answering.instead({ code: "too-slow" }));
  const isInside = headers[INSIDE] === door.inside;
  headers[INSIDE] = door.inside;
  const kind = isInside ? "free" : kindOf(method, url, headers);
  const leave = await enter(door, kind, request, response, answering);
  if (leave === null) {
    return;
  }
  const leaveSoon = () => setTimeout(leave, BEGUN_MS).unref();
  response.once("close", leaveSoon);
  answering.onHead(leaveSoon);
  const late = kind === "read" ? answerInTime(door, answering) : undefined;
  try {
    await whileAsked(asked, () => door.product(request, response));
  } catch (error) {
    log.fault("door.fault", error, { reference: asked.id });
    response.statusCode = 500;
    response.end("Internal Server Error");
  } finally {
    clearTimeout(late);
    leave();
  }
}

/**
 * Who only reads is told to come again when nothing of the answer is there after `IN_TIME_MS` and others wait for the place or are worked
 * for everywhere; alone one may wait longer. What was begun is finished and kept for the next asking.
 */
function answerInTime({ places, noteBusy, limits }: Door, answering: Answering): NodeJS.Timeout {
  return setTimeout(() => {
    if (places.taken() >= limits.atOnce && answering.instead({ code: "busy", againInSeconds: 5 })) {
      noteBusy();
    }
  }, IN_TIME_MS - limits.longestMs).unref();
}

/** An address of ours to come back to, never one that leads elsewhere. */
const homeward = (url: string) => (/^\/(?![/\\])/.test(url) ? url : "/");

/** What gives the place back; null when the request is answered already, or its sender gone. */
async function enter(
  door: Door,
  kind: Kind,
  request: IncomingMessage,
  response: ServerResponse,
  answering: Answering,
): Promise<(() => void) | null> {
  switch (kind) {
    case "free":
      return () => undefined;
    case "upload":
      return enterUpload(door, answering);
    case "deed":
      return (await bodyArrived(request)) ? takePlace(door, kind, response, answering) : null;
    case "read":
      return takePlace(door, kind, response, answering);
  }
}

function enterUpload({ uploads }: Door, answering: Answering): (() => void) | null {
  if (uploads.open >= uploads.most) {
    answering.instead({ code: "busy", againInSeconds: 30 });
    return null;
  }
  uploads.open += 1;
  let isOpen = true;
  return () => {
    uploads.open -= isOpen ? 1 : 0;
    isOpen = false;
  };
}

async function takePlace(
  { places, noteBusy }: Door,
  line: Line,
  response: ServerResponse,
  answering: Answering,
): Promise<(() => void) | null> {
  const gone = new AbortController();
  const onClose = () => gone.abort();
  response.once("close", onClose);
  const answer = await places.enter(line, gone.signal);
  response.off("close", onClose);
  if (!answer.isIn) {
    noteBusy();
    answering.instead({ code: "busy", againInSeconds: answer.againInSeconds });
    return null;
  }
  if (response.destroyed || response.writableEnded) {
    answer.leave();
    return null;
  }
  return answer.leave;
}

/** Calls at most once a second, with how often it was called for since: a flood does not become one of lines. */
function oncePerSecond(call: (times: number) => void): () => void {
  let times = 0;
  let isAsleep = false;
  return () => {
    times += 1;
    if (!isAsleep) {
      isAsleep = true;
      call(times);
      times = 0;
      setTimeout(() => {
        isAsleep = false;
      }, 1000).unref();
    }
  };
}

/** What is no request, too large a head, or one that never ends: one answer with every answer's headers, then the line is closed. */
function refuseLine(error: NodeJS.ErrnoException, socket: Socket): void {
  if (socket.writable && socket.bytesWritten === 0 && error.code !== "ECONNRESET") {
    const [status, reason] = LINE_ANSWERS[error.code ?? ""] ?? [400, "Bad Request"];
    const reader = { requestId: randomUUID(), isProgram: true, isHttps: false, again: null };
    const told = tellRefusal({ code: "bad-line", status }, reader);
    const headers = Object.entries(told.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${reason}\r\n${headers.join("")}\r\n${told.body}`);
  }
  socket.destroySoon();
}

const LINE_ANSWERS: Readonly<Record<string, readonly [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout"],
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large"],
};
