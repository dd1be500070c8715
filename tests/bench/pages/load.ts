/** What one address answered under load: milliseconds to the last byte. */
export interface Load {
  readonly path: string;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly bytes: number;
  readonly requests: number;
}

/** Asks `path` so many times, `at` at once. Throws on any answer that is not 200. */
export async function load(
  origin: string,
  path: string,
  { cookie, at, requests }: { cookie: string; at: number; requests: number },
): Promise<Load> {
  const times: number[] = [];
  let bytes = 0;
  let left = requests;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      const started = performance.now();
      const answer = await fetch(`${origin}${path}`, { headers: { cookie }, redirect: "manual" });
      const body = await answer.arrayBuffer();
      if (answer.status !== 200) {
        throw new Error(`${path} answered ${answer.status}`);
      }
      times.push(performance.now() - started);
      bytes = body.byteLength;
    }
  };
  await Promise.all(Array.from({ length: at }, one));
  times.sort((a, b) => a - b);
  const quantile = (part: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { path, p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99), bytes, requests };
}
