import { rmSync } from "node:fs";
import { messageOf } from "@/lib/launch/process";
import { removeAbandonedFolders, temporaryFolder } from "./support/folders";
import { add, type Count, countText, NOTHING, one } from "./support/run/count";
import { endPrograms } from "./support/run/program";
import { findTools, type Outcome, type Step, type StepName, steps } from "./support/run/steps";

/** Lanes run side by side, the steps of a lane one after another; then the next row of lanes. */
type Plan = readonly (readonly (readonly StepName[])[])[];

const PLANS: Readonly<Record<string, Plan>> = {
  all: [
    // About as long as each other: a lane keeps one processor busy, vitest on two has one worker.
    [
      ["lint", "types", "integration"],
      ["unit", "build", "conformance", "pdf"],
    ],
    // Alone: these wait for answers, and both processors belong to them and the server.
    [["launch", "e2e"]],
  ],
  check: [[["lint", "types"], ["unit"]]],
  e2e: [[["build", "e2e"]]],
};

/** Runs what the arguments name (everything by default) and ends with one line of counts. */
async function main(names: readonly string[]): Promise<void> {
  const plan = planFor(names);
  if (plan === undefined) {
    const known = [...Object.keys(PLANS), ...Object.keys(steps)].join(", ");
    console.error(`Unknown step in "${names.join(" ")}". Known: ${known}.`);
    process.exitCode = 2;
    return;
  }
  await removeAbandonedFolders();
  const folder = temporaryFolder("run");
  endOnSignals(folder);
  findTools(plan.flat(2), console.log);
  const total = await runPlan(plan, folder);
  rmSync(folder, { recursive: true, force: true });
  console.log(`\n${countText(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

function planFor(names: readonly string[]): Plan | undefined {
  if (names.length === 0) return PLANS["all"];
  const [only] = names;
  if (names.length === 1 && only !== undefined && PLANS[only]) return PLANS[only];
  const known = names.filter(isStep);
  return known.length === names.length ? [[known]] : undefined;
}

function isStep(name: string): name is StepName {
  return name in steps;
}

async function runPlan(plan: Plan, folder: string): Promise<Count> {
  let total = NOTHING;
  for (const lanes of plan) {
    const counts = await Promise.all(lanes.map((lane) => runLane(lane, folder)));
    total = counts.reduce(add, total);
  }
  return total;
}

async function runLane(lane: readonly StepName[], folder: string): Promise<Count> {
  let total = NOTHING;
  for (const name of lane) total = add(total, await runStep(name, folder));
  return total;
}

async function runStep(name: StepName, folder: string): Promise<Count> {
  const began = performance.now();
  const outcome = await attempt(name, folder);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const mark = outcome.count.failed > 0 ? "FAIL" : "ok";
  const note = outcome.note ?? countText(outcome.count);
  console.log(`${mark.padEnd(5)}${steps[name].title.padEnd(34)}${seconds.padStart(6)} s   ${note}`);
  if (outcome.count.failed > 0) {
    for (const failure of outcome.failures ?? []) console.log(`\n${failure}`);
    console.log(`\n${outcome.output.trimEnd()}\n`);
  }
  return outcome.count;
}

let buildFailed = false;

async function attempt(name: StepName, folder: string): Promise<Outcome> {
  const { needsBuild }: Step = steps[name];
  if (needsBuild && buildFailed) {
    return { count: one(false), output: "Not run: it needs the production build, which failed." };
  }
  const outcome = await attemptAlone(name, folder);
  if (name === "build") buildFailed = outcome.count.failed > 0;
  return outcome;
}

async function attemptAlone(name: StepName, folder: string): Promise<Outcome> {
  try {
    return await steps[name].run(folder);
  } catch (error) {
    return { count: one(false), output: messageOf(error) };
  }
}

/** Interrupted, it leaves nothing behind either. */
function endOnSignals(folder: string): void {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, async () => {
      await endPrograms();
      await removeAbandonedFolders();
      rmSync(folder, { recursive: true, force: true });
      process.exit(130);
    });
  }
}

await main(process.argv.slice(2));
