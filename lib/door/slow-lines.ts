import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** When a line is given up. */
export interface Patience {
  /** The longest between two bytes, of a body that comes as of an answer that goes, in milliseconds. */
  readonly silentMs: number;
  /** The fewest bytes a second of a body that takes longer than that. */
  readonly slowest: number;
  /** How often is looked. */
  readonly everyMs: number;
}

/** A minute between two bytes; after the first minute 500 bytes a second, a fraction of the slowest telephone. */
export const PATIENCE: Patience = { silentMs: 60_000, slowest: 500, everyMs: 5000 };

interface Line {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly began: number;
  readonly from: number;
  readonly onSlow: () => void;
  read: number;
  readAt: number;
  left: number;
  leftAt: number;
}

const isDone = ({ request, response, socket }: Line): boolean =>
  socket.destroyed || (response.writableFinished && request.complete);

/** Looks after requests that are open. */
export interface SlowLines {
  /** Watches one request until it has come and its answer is gone. `onSlow`: its body does not come; what was answered is up to it, then the line ends. */
  readonly watch: (request: IncomingMessage, response: ServerResponse, onSlow: () => void) => void;
  readonly stop: () => void;
}

/**
 * Ends lines of people who send or read ever slower, which otherwise hold what they were given for as long as they like. A body is not
 * held against its sender while we do not read it.
 */
export function watchSlowLines({ silentMs, slowest, everyMs }: Patience): SlowLines {
  const open = new Set<Line>();

  const isSendingSlowly = (line: Line, now: number): boolean => {
    const { request, socket } = line;
    if (request.complete) {
      return false;
    }
    // A full buffer is ours to empty.
    const isOurs = request.readableLength >= request.readableHighWaterMark;
    if (socket.bytesRead !== line.read || isOurs) {
      line.read = socket.bytesRead;
      line.readAt = now;
    }
    const took = now - line.began;
    const isTooSlow = took > silentMs && !isOurs && (line.read - line.from) * 1000 < slowest * took;
    return isTooSlow || now - line.readAt > silentMs;
  };

  const isReadingSlowly = (line: Line, now: number): boolean => {
    const left = line.socket.writableLength;
    if (left === 0 || left !== line.left) {
      line.left = left;
      line.leftAt = now;
    }
    return now - line.leftAt > silentMs;
  };

  const look = () => {
    const now = performance.now();
    for (const line of open) {
      if (isDone(line)) {
        open.delete(line);
      } else if (isSendingSlowly(line, now)) {
        open.delete(line);
        line.onSlow();
        line.socket.destroySoon();
      } else if (isReadingSlowly(line, now)) {
        open.delete(line);
        line.socket.destroy();
      }
    }
  };

  const timer = setInterval(look, everyMs);
  timer.unref();
  return {
    watch: (request, response, onSlow) => {
      const { socket } = request;
      const now = performance.now();
      const { bytesRead: read, writableLength: left } = socket;
      const line: Line = {
        ...{ request, response, socket, onSlow, began: now, from: read },
        ...{ read, readAt: now, left, leftAt: now },
      };
      open.add(line);
      // Answered before all of it came: what still comes is read away, and watched as before.
      response.once("close", () => request.complete && open.delete(line));
    },
    stop: () => clearInterval(timer),
  };
}
