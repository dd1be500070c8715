import type { IncomingMessage } from "node:http";

/**
 * Resolves true once the whole body of a request lies in this process, unread; false when its sender went away before. For bodies shorter
 * than what a request holds unread: a longer one never arrives without being read. One of no bytes is not looked at, for to look would end it
 before whoever reads it listens.
 */
export function bodyArrived(request: IncomingMessage): Promise<boolean> {
  if (request.complete || Number(request.headers["content-length"]) === 0) {
    return Promise.resolve(true);
  }
  return new Promise((resolve) => {
    const end = (isWhole: boolean) => {
      request.off("readable", look);
      request.off("close", gone);
      request.off("error", gone);
      // Whoever reads on finds the stream as if nobody had looked: Node settles that a turn later.
      setImmediate(() => resolve(isWhole));
    };
    const look = () => request.complete && end(true);
    const gone = () => end(false);
    request.on("readable", look);
    request.once("close", gone);
    request.once("error", gone);
  });
}
