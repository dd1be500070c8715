import { EventEmitter } from "node:events";
import type { WorkerEvents } from "graphile-worker";
import pg from "pg";
import { log } from "@/lib/log";

/** How often a worker looks for jobs that a killed one held. */
const EVERY_MS = 10_000;

/** How soon it looks again after its connection was lost. */
const SOON_MS = 2000;

/**
 * Lets the jobs of a killed worker go on at once; the queue by itself would wait four hours. Each worker holds an advisory
 * lock under its id for as long as its process has a connection. Whoever can take the lock of a job's holder knows that the
 * holder is gone, and unlocks its jobs. Pass `events` to the runner.
 */
export async function holdWorkers(connectionString: string) {
  const events: WorkerEvents = new EventEmitter();
  const mine = new Set<string>();
  let client: pg.Client | undefined;
  let isOver = false;
  let looking: Promise<void> | undefined;
  let soon: NodeJS.Timeout | undefined;

  // Without the connection this worker looks dead to the others: it looks again soon, not with the next turn.
  const lost = () => {
    client = undefined;
    clearTimeout(soon);
    soon = isOver ? undefined : setTimeout(look, SOON_MS);
  };
  // One connection answers one question at a time.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<unknown>): Promise<unknown> => {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  };
  const lookOnce = async () => {
    try {
      await inTurn(async () => {
        client ??= await connect(connectionString, mine, lost);
        await unlockDead(client, mine);
      });
    } catch (error) {
      log.fault("worker.liveness", error);
      if (client === undefined) {
        lost();
      }
    }
  };
  const look = (): Promise<void> => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  const hold = (id: string) => {
    mine.add(id);
    inTurn(async () => client?.query(LOCK, [id])).catch(() => undefined);
  };
  // A job is held in the name of the pool its worker is of; earlier versions of the queue held it in the worker's own.
  events.on("pool:create", ({ workerPool }) => hold(workerPool.id));
  events.on("worker:create", ({ worker }) => hold(worker.workerId));
  await look();
  const timer = setInterval(() => void look(), EVERY_MS);
  return {
    events,
    release: async () => {
      isOver = true;
      clearInterval(timer);
      clearTimeout(soon);
      await client?.end();
    },
  };
}

const LOCK = "select pg_advisory_lock(hashtext('lotwise worker'), hashtext($1))";

async function connect(
  connectionString: string,
  mine: ReadonlySet<string>,
  onLost: () => void,
): Promise<pg.Client> {
  const made = new pg.Client({ connectionString, application_name: "lotwise worker" });
  made.on("error", onLost);
  made.on("end", onLost);
  await made.connect();
  for (const id of mine) {
    await made.query(LOCK, [id]);
  }
  return made;
}

/** Takes the locks of holders that are gone, unlocks their jobs, gives the locks back. */
async function unlockDead(client: pg.Client, mine: ReadonlySet<string>): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct locked_by as id from graphile_worker._private_jobs
     where locked_by is not null and locked_by <> all($1::text[])`,
    [[...mine]],
  );
  for (const { id } of rows) {
    const taken = await client.query<{ dead: boolean }>(
      "select pg_try_advisory_lock(hashtext('lotwise worker'), hashtext($1)) as dead",
      [id],
    );
    if (taken.rows[0]?.dead === true) {
      await client.query("select graphile_worker.force_unlock_workers(array[$1])", [id]);
      await client.query("select pg_advisory_unlock(hashtext('lotwise worker'), hashtext($1))", [
        id,
      ]);
      log.info("worker.took-over", { from: id });
    }
  }
}
