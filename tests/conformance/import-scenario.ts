import { createReadStream, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { joinTransfers } from "@/lib/cli/join-transfers";
import { readFile } from "@/lib/importers/read-file";
import type { ParsedTransaction } from "@/lib/importers/source";
import { quantityText, subtractQuantity, sumQuantity } from "@/lib/money/quantity";
import { Check } from "./compare";

/** A set of files of one person: which movements are one transfer, and which stay alone. Told in words by its author. */
export interface Scenario {
  /** "coinbase.csv row 2 Send 0.3 BTC 2024-03-02T10:00:00Z", "ledger.csv IN 0.29995 BTC …", "0.00005 BTC (difference = …)". */
  readonly matches: readonly { readonly out: string; readonly in: string; readonly fee: string }[];
  readonly unmatched: readonly string[];
}

const SIDE = /^(\S+)\.csv\b.*?\s(\d+(?:\.\d+)?) ([A-Z0-9]{2,8})\b/;
const FEE = /^(\d+(?:\.\d+)?) ([A-Z0-9]{2,8})\b/;

/** Reads `<scenario>__*.csv`, one account a file, and compares the transfers proposed with those of the expectation. */
export async function runScenario(sample: string, scenario: Scenario): Promise<string[]> {
  const folder = dirname(sample);
  const prefix = `${basename(sample).split("__")[0]}__`;
  const files = readdirSync(folder).filter(
    (name) => name.startsWith(prefix) && name.endsWith(".csv"),
  );
  const told: ParsedTransaction[] = [];
  const check = new Check();
  for (const file of files) {
    const accountName = file.slice(prefix.length, -".csv".length);
    const chunks = createReadStream(join(folder, file));
    const read = await readFile({ file, chunks }, { timeZone: "UTC", accountName });
    if (!read.ok) {
      return [`${file}: ${read.error.reason}`];
    }
    told.push(...read.value.transactions);
  }
  const { joined } = joinTransfers(told);
  check.text(
    "transfers",
    scenario.matches.map(expectedMatch).sort().join("\n"),
    joined
      .map(({ rows, transfers }) => {
        const lost = transfers.map(({ sent, received }) =>
          subtractQuantity(sent.quantity, received.quantity),
        );
        const fee = `${quantityText(sumQuantity(lost))} ${transfers[0]?.sent.asset}`;
        return [...rows.map(movedText), fee].join(" > ");
      })
      .sort()
      .join("\n"),
  );
  const taken = new Set(joined.flatMap(({ rows }) => rows));
  const alone = told.filter(
    (each) => (each.kind === "withdrawal" || each.kind === "deposit") && !taken.has(each),
  );
  check.text(
    "movements that stay alone",
    scenario.unmatched.map(sideText).sort().join("\n"),
    alone.map(movedText).sort().join("\n"),
  );
  return check.differences;
}

function expectedMatch(match: Scenario["matches"][number]): string {
  const fee = FEE.exec(match.fee);
  return [sideText(match.out), sideText(match.in), `${fee?.[1]} ${fee?.[2]}`].join(" > ");
}

function sideText(words: string): string {
  const side = SIDE.exec(words);
  return side === null ? `not understood: ${words}` : `${side[1]} ${side[2]} ${side[3]}`;
}

function movedText(told: ParsedTransaction): string {
  const moved =
    told.kind === "withdrawal" ? told.sent : told.kind === "deposit" ? told.received : null;
  return moved === null
    ? told.kind
    : `${told.accountName} ${quantityText(moved.quantity)} ${moved.asset}`;
}
