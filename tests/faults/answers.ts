import { pause } from "@/lib/launch/process";
import { ask, makePerson, type Product } from "./product";

/** How the product answered while its database was away. */
export interface Outage {
  /** Answers of 503, "come again". */
  readonly refused: number;
  /** The slowest of all answers, in milliseconds. */
  readonly slowest: number;
  /** From the database's return until the first answer as usual, in milliseconds. */
  readonly healthyAfter: number;
}

const SLOWEST_MS = 2000;
const HEALTHY_MS = 5000;
/** After that long an answer is none. */
const PATIENCE_MS = 20_000;
/** A job nobody asked for: the answer of a healthy product to whoever owns the books. */
const NO_JOB = "00000000-0000-4000-8000-000000000002";

/**
 * Asks for something in a person's books again and again, as them and as nobody, until `stop`, which gives what was seen. It throws when an
 * answer was neither the usual one nor 503, came after more than two seconds, let nobody in, or when the product needed more than five
 * seconds once its database was back.
 */
export async function watchAnswers({ launcher }: Product) {
  const { url, data } = launcher;
  const { client, cookie } = await makePerson(data);
  const path = `${url}/api/clients/${client}/jobs/${NO_JOB}`;
  let isOn = true;
  let refused = 0;
  let slowest = 0;
  let back: Promise<number> | null = null;
  let healthy: number | null = null;
  const wrong = new Set<string>();
  const askAs = async (headers: Readonly<Record<string, string>>, usual: number) => {
    const began = performance.now();
    const response = await fetch(path, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.arrayBuffer();
    slowest = Math.max(slowest, performance.now() - began);
    if (response.status !== usual && response.status !== 503) {
      wrong.add(`${"cookie" in headers ? "owner" : "nobody"}: ${response.status}`);
    }
    return response.status;
  };
  const work = (async () => {
    while (isOn) {
      await askAs({}, 401);
      const status = await askAs({ cookie }, 404);
      if (status === 503) {
        refused += 1;
        healthy = null;
        back ??= ask(data, "select 1").then(() => performance.now());
      } else if (back !== null) {
        healthy ??= performance.now();
      }
      await pause(50);
    }
  })();
  work.catch(() => undefined);
  return {
    stop: async (): Promise<Outage> => {
      isOn = false;
      await work;
      const returned = await back;
      const healthyAfter =
        returned === null ? 0 : Math.max(0, (healthy ?? Number.POSITIVE_INFINITY) - returned);
      const seen = {
        refused,
        slowest: Math.round(slowest),
        healthyAfter: Math.round(healthyAfter),
      };
      if (wrong.size > 0 || slowest > SLOWEST_MS || healthyAfter > HEALTHY_MS) {
        throw new Error(`answers: ${JSON.stringify(seen)} ${[...wrong].join(", ")}`);
      }
      return seen;
    },
  };
}
