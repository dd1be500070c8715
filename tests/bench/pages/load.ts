/** What one address answered under load: milliseconds to the last byte. */
export interface Load {
  readonly path: string;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly worst: number;
  readonly bytes: number;
  readonly requests: number;
  /** Answers of "come again": 429 and 503. */
  readonly shed: number;
  /** Answers that say neither yes nor "come again", where a crowd may be told so. */
  readonly broken: number;
}

/** Who asks for what. */
export interface Asked {
  readonly path: string;
  readonly cookie: string;
}

/** Asks for the addresses in turn so many times, `at` at once. An answer that is not 200 throws; in a crowd it is counted. */
export async function load(
  origin: string,
  asked: readonly Asked[],
  { at, requests, mayShed = false }: { at: number; requests: number; mayShed?: boolean },
): Promise<Load> {
  const times: number[] = [];
  let [bytes, shed, broken, sent] = [0, 0, 0, 0];
  const one = async () => {
    while (sent < requests) {
      const { path, cookie } = asked[sent % asked.length] ?? { path: "/", cookie: "" };
      sent += 1;
      const started = performance.now();
      const answer = await fetch(`${origin}${path}`, { headers: { cookie }, redirect: "manual" });
      const body = await answer.arrayBuffer();
      times.push(performance.now() - started);
      if (mayShed && [429, 503].includes(answer.status)) {
        shed += 1;
      } else if (mayShed && answer.status !== 200) {
        broken += 1;
      } else if (answer.status !== 200) {
        throw new Error(`${path} answered ${answer.status}`);
      }
      bytes = body.byteLength;
    }
  };
  await Promise.all(Array.from({ length: at }, one));
  times.sort((a, b) => a - b);
  const quantile = (part: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return {
    path: asked.map(({ path }) => path).join(" "),
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    worst: times.at(-1) ?? 0,
    bytes,
    requests,
    shed,
    broken,
  };
}
