import type { ServerResponse } from "node:http";
import type { Asked } from "@/lib/asked";
import { type Reader, type Refusal, tellRefusal } from "./refusals";

/** An answer that the door may still take over. */
export interface Answering {
  /** Answers in the product's place, unless something of its answer is already on the way; false then. */
  readonly instead: (refusal: Refusal) => boolean;
  /** Called once the first line of any answer is on its way. */
  readonly onHead: (call: () => void) => void;
}

/**
 * Watches what is answered to a request. A fault (500) after the database did not answer is told as what it is, passing (503); what the
 * product writes after the door has answered goes nowhere. To be called before anybody else has the response in hands: what wraps it later
 * (compression) ends in these.
 */
export function watchAnswer(response: ServerResponse, asked: Asked, reader: Reader): Answering {
  const writeHead = response.writeHead.bind(response);
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const flushHeaders = response.flushHeaders.bind(response);
  const heads: (() => void)[] = [];
  let isTaken = false;

  const instead = (refusal: Refusal): boolean => {
    if (isTaken || response.headersSent) {
      return false;
    }
    const { status, headers, body } = tellRefusal(refusal, reader);
    isTaken = true;
    for (const name of response.getHeaderNames()) {
      response.removeHeader(name);
    }
    // What would still come of a refused request is not waited for.
    writeHead(status, response.req.complete ? headers : { ...headers, Connection: "close" });
    end(body);
    return true;
  };

  /** A fault whose reason is known to pass is answered before anything of it is written; true once the door has answered. */
  const isOver = (status = response.statusCode): boolean => {
    if (!isTaken && status === 500 && asked.isDatabaseAway) {
      instead({ code: "database-away", isDeed: reader.again === null });
    }
    return isTaken;
  };

  const head = (...told: Parameters<typeof writeHead>) => {
    if (isOver(told[0])) {
      return response;
    }
    if (told[0] === 503 && !response.hasHeader("retry-after")) {
      response.setHeader("Retry-After", "3");
    }
    for (const call of heads.splice(0)) {
      call();
    }
    return writeHead(...told);
  };

  Object.assign(response, {
    writeHead: head,
    flushHeaders: () => (isOver() ? undefined : flushHeaders()),
    write: (...told: Parameters<typeof write>) => (isOver() ? true : write(...told)),
    end: (...told: Parameters<typeof end>) => (isOver() ? response : end(...told)),
  });
  return { instead, onHead: (call) => heads.push(call) };
}
