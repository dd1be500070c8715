import { createReadStream } from "node:fs";
import { closePool } from "@/db/client";
import { userId } from "@/db/ids";
import { handleJob } from "@/lib/jobs/handlers";
import { yieldToPages } from "@/lib/jobs/yield-to-pages";
import { invariant } from "@/lib/result";
import { receiveUpload } from "@/lib/services/receive-upload";
import { startImport } from "@/lib/services/start-import";
import { startUndo } from "@/lib/services/start-undo";
import { viewImport } from "@/lib/services/view-import";

/** One step of an import in a process of its own: prints what it took as JSON. */
interface Told {
  readonly step: "upload" | "preview" | "commit" | "undo";
  readonly user: string;
  readonly client: string;
  readonly batch: string;
  readonly file: { readonly path: string; readonly size: number; readonly sha256: string };
}

const told = JSON.parse(process.argv[2] ?? "{}") as Told;
const user = { id: userId(told.user) };

async function upload(): Promise<string> {
  const received = await receiveUpload(user, told.client, {
    fileName: "large.csv",
    size: told.file.size,
    sha256: told.file.sha256,
    body: createReadStream(told.file.path),
  });
  invariant(received.ok, `the file is taken: ${JSON.stringify(received)}`);
  return received.value.batchId;
}

/** The waiting job of the batch, as the worker runs it. */
async function work(): Promise<void> {
  const view = await viewImport(user, told.client, told.batch);
  invariant(view.ok && view.value.run !== null, "a job was asked for");
  const runId = view.value.run.id;
  const payload = { clientId: told.client, userId: told.user, runId, subjectId: told.batch };
  const task = told.step === "undo" ? "undo-import" : "import-file";
  await handleJob(task, payload, { number: 1, last: true });
}

async function main(): Promise<void> {
  if (told.step === "commit") {
    const started = await startImport(user, told.client, told.batch);
    invariant(started.ok, "the commit is asked for");
  }
  if (told.step === "undo") {
    const started = await startUndo(user, told.client, told.batch);
    invariant(started.ok && started.value.is === "queued", "the undo is asked for");
  }
  if (told.step !== "upload") {
    yieldToPages();
  }
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  let batch = told.batch;
  if (told.step === "upload") {
    batch = await upload();
  } else {
    await work();
  }
  const { user: own, system } = process.cpuUsage(cpu);
  const figures = {
    batch,
    seconds: (performance.now() - wall) / 1000,
    cpuSeconds: (own + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  await closePool();
  process.stdout.write(`\n${JSON.stringify(figures)}\n`);
}

await main();
