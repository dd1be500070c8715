import { closePool } from "@/db/client";
import { runAudit } from "@/lib/cli/audit";
import { handleJob } from "@/lib/jobs/handlers";
import { invariant } from "@/lib/result";

/** One step in a process of its own: prints what it took as JSON. */
interface Told {
  readonly step: "verify" | "export" | "delete";
  readonly client: string;
  readonly payload: unknown;
}

const { step, client, payload } = JSON.parse(process.argv[2] ?? "{}") as Told;
const [wall, cpu] = [performance.now(), process.cpuUsage()];
if (step === "verify") {
  const { code, error } = await runAudit(["verify", "--client", client]);
  invariant(code === 0, error);
} else {
  const task = step === "export" ? "export-client" : "run-deletion";
  await handleJob(task, payload, { number: 1, last: true });
}
const { user, system } = process.cpuUsage(cpu);
const figures = {
  seconds: (performance.now() - wall) / 1000,
  cpuSeconds: (user + system) / 1e6,
  peakMb: process.resourceUsage().maxRSS / 1024,
};
await closePool();
process.stdout.write(`\n${JSON.stringify(figures)}\n`);
