import { Logger, run, type TaskList } from "graphile-worker";
import { closePool } from "@/db/client";
import { appDatabaseUrl, env } from "@/lib/env";
import { log } from "@/lib/log";
import { handleJob } from "./handlers";
import { holdWorkers } from "./liveness";
import { TASKS, type TaskName } from "./tasks";
import { yieldToPages } from "./yield-to-pages";

/** `npm run worker`: takes jobs off the queue until it is told to stop, then finishes the ones in hand. */
const names = Object.keys(TASKS) as TaskName[];
const taskList: TaskList = Object.fromEntries(
  names.map((name) => [
    name,
    async (payload, { job }) =>
      handleJob(name, payload, { number: job.attempts, last: job.attempts >= job.max_attempts }),
  ]),
);

yieldToPages();
const liveness = await holdWorkers(appDatabaseUrl());
const runner = await run({
  connectionString: appDatabaseUrl(),
  concurrency: env().WORKER_CONCURRENCY,
  pollInterval: 2000,
  taskList,
  crontab:
    "7 * * * * clean-up\n17 * * * * find-reminders\n27 15 * * * find-head-letters\n*/10 * * * * find-stale-summaries",
  events: liveness.events,
  logger: new Logger(() => (level, message) => {
    if (level === "error" || level === "warning") {
      log.warn("queue", { level, text: message.replace(/\d/g, "#").slice(0, 200) });
    }
  }),
});
log.info("worker.ready", { concurrency: env().WORKER_CONCURRENCY });
await runner.promise;
await liveness.release();
await closePool();
