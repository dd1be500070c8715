import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

interface Measured {
  lines: number;
  seconds: number;
  peakMb: number;
}

const CHILD = fileURLToPath(new URL("./engine-child.ts", import.meta.url));

/** Each figure from a fresh process: nothing is warm, and the peak memory is that run's alone. */
function measure(what: "engine" | "bare", count: number, method: string): Measured {
  const out = execFileSync(
    process.execPath,
    ["--expose-gc", "--import", "tsx", CHILD, what, String(count), method],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  return JSON.parse(out) as Measured;
}

function engine(counts: readonly number[], json: boolean): void {
  const rows = counts.flatMap((events) =>
    (["fifo", "hifo"] as const).map((method) => {
      const [ours, bare] = [measure("engine", events, method), measure("bare", events, method)];
      return {
        events,
        method,
        lines: ours.lines,
        cpuSeconds: ours.seconds,
        peakMb: ours.peakMb,
        bareCpuSeconds: bare.seconds,
        barePeakMb: bare.peakMb,
        timesBare: ours.seconds / bare.seconds,
      };
    }),
  );
  if (json) {
    process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
    return;
  }
  process.stdout.write(
    "events     method  lines     CPU s   peak MB   bare CPU s  bare MB  times bare\n",
  );
  for (const row of rows) {
    process.stdout.write(
      `${String(row.events).padEnd(10)} ${row.method.padEnd(7)} ${String(row.lines).padEnd(9)} ${row.cpuSeconds.toFixed(3).padStart(5)}   ${row.peakMb.toFixed(0).padStart(7)}   ${row.bareCpuSeconds.toFixed(3).padStart(10)}  ${row.barePeakMb.toFixed(0).padStart(7)}  ${row.timesBare.toFixed(1).padStart(10)}\n`,
    );
  }
}

async function main(args: readonly string[]): Promise<number> {
  const [what, ...rest] = args;
  const counts = rest.filter((arg) => /^\d+$/.test(arg)).map(Number);
  if (what === "import") {
    const [rows = 1_000_000] = counts;
    const { benchImport } = await import("./import/run");
    await benchImport(rows, { json: rest.includes("--json"), pages: rest.includes("--pages") });
    return 0;
  }
  if (what === "pdf") {
    const { benchPdf } = await import("./pdf");
    return benchPdf(counts.length > 0 ? counts : [1000, 10_000, 50_000], rest.includes("--json"));
  }
  if (what === "pages") {
    const { benchPages } = await import("./pages/run");
    const [clients = 1000, tenants = 200, rows = 5000, whaleRows = 1_000_000] = counts;
    const tries = rest.includes("--brief") ? "brief" : "full";
    return benchPages({ clients, tenants, rows, whaleRows, tries }, rest.includes("--json"));
  }
  if (what === "bulk") {
    const { benchBulk } = await import("./bulk/run");
    const [clients = 200, rows = 200] = counts;
    return benchBulk(clients, rows);
  }
  if (what === "leave") {
    const { benchLeave } = await import("./leave/run");
    const [rows = 1_000_000, events = 1_000_000] = counts;
    return benchLeave(rows, events);
  }
  if (what === "harvest") {
    const { benchHarvest } = await import("./harvest/run");
    benchHarvest(rest.includes("--json"));
    return 0;
  }
  if (what !== "engine") {
    process.stderr.write(
      "Usage: npm run bench -- engine|import|pages|bulk|leave|pdf|harvest [--json] [--pages] [--brief] [NUMBER…]\n",
    );
    return 2;
  }
  engine(counts.length > 0 ? counts : [1000, 10_000, 100_000], rest.includes("--json"));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
