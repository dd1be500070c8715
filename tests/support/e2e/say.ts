import http from "node:http";
import { baseUrl } from "./journey";

/** One request as it is said, past what a browser allows itself. */
export function say(method: string, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: string }>(
    (resolve, reject) => {
      const request = http.request(`${baseUrl()}${path}`, { method, headers }, (answer) => {
        let body = "";
        answer.on("data", (data: Buffer) => {
          body += data.toString();
        });
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
        );
      });
      request.on("error", reject);
      request.end();
    },
  );
}
