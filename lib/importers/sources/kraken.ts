import { cellReader, orReject, textIn } from "@/lib/importers/cells";
import { createFingerprints } from "@/lib/importers/fingerprint";
import { createOrder } from "@/lib/importers/order";
import type { Collector, ParseOptions, RowReader, Source } from "@/lib/importers/source";
import { told } from "@/lib/importers/told";
import { instant } from "@/lib/time/instant";
import { settleGroup } from "./kraken-groups";
import { type KrakenContext, type KrakenRow, krakenRow } from "./kraken-row";

const columns = (text: string) => text.split(",");

/**
 * Kraken ledgers, all header generations (formats.md 3). Rows of one refid are one event; they are looked for within 2,000 rows, so
 * memory stays bounded and files of any length are read. The balance column is not used.
 */
export const kraken: Source = {
  id: "kraken",
  label: "Kraken ledgers",
  timeRule: "UTC, by Kraken's own rule",
  headers: [
    { version: "v1", header: columns("txid,refid,time,type,aclass,asset,amount,fee,balance") },
    {
      version: "v2",
      header: columns("txid,refid,time,type,subtype,aclass,asset,amount,fee,balance"),
    },
    {
      version: "v3",
      header: columns("txid,refid,time,type,subtype,aclass,asset,amount,fee,balance,amountusd"),
    },
    {
      version: "v4",
      header: columns("txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance"),
    },
    {
      version: "v4",
      header: columns(
        "txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance,amountusd",
      ),
    },
    {
      version: "v5",
      header: columns(
        "txid,refid,time,type,subtype,aclass,subclass,asset,wallet,amount,fee,balance",
      ),
    },
    {
      version: "v5",
      header: columns(
        "txid,refid,time,type,subtype,aclass,subclass,asset,wallet,amount,fee,balance,amountusd",
      ),
    },
  ],
  open,
};

const WINDOW = 2_000;

interface Group {
  readonly rows: KrakenRow[];
  readonly since: number;
}

function open(
  header: readonly string[],
  _version: string,
  options: ParseOptions,
  out: Collector,
): RowReader {
  const read = cellReader(header, "ambiguous");
  const prints = createFingerprints();
  const order = createOrder(1);
  const groups = new Map<string, Group>();
  let count = 0;
  const context: KrakenContext = {
    base: (rows, given = {}) =>
      told({
        at: rows.reduce(
          (first, row) => (row.at < first ? row.at : first),
          rows[0]?.at ?? instant("1970-01-01T00:00:00Z"),
        ),
        sequence: Math.min(...rows.map((row) => order.sequence(row.line))),
        accountName: options.accountName ?? "Kraken",
        key: rows
          .map((row) => row.print)
          .sort()
          .join("+"),
        lines: rows.map((row) => row.line).sort((a, b) => a - b),
        note: noteOf(rows),
        ...given,
      }),
  };
  const settle = (keep: number) => {
    for (const [refid, group] of groups) {
      if (group.since >= keep) {
        return;
      }
      groups.delete(refid);
      settleGroup(group.rows, context, out);
    }
  };
  const gather = (row: KrakenRow) => {
    order.see(row.at);
    const place = row.refid === "" ? row.print : row.refid;
    const group = groups.get(place) ?? { rows: [], since: count };
    group.rows.push(row);
    groups.set(place, group);
    count += 1;
    settle(count - WINDOW);
  };
  const skip = (line: number, reason: string) => out.skipped.push({ line, reason });
  return {
    row: (line) =>
      orReject(out.rejected, () => {
        const cells = read(line);
        const txid = textIn(cells, "txid");
        const print = txid === "" ? "" : prints.byId("kraken", txid, line.cells.join("|"));
        if (print === "") {
          skip(line.line, PENDING);
        } else if (print === "repeated") {
          skip(line.line, REPEATED);
        } else {
          gather(krakenRow(cells, print));
        }
      }),
    end: () => settle(Number.POSITIVE_INFINITY),
  };
}

const PENDING = "No transaction id: Kraken writes the row again, with one, when it is final.";
const REPEATED = "The same row, with the same id, stands in this file twice.";

function noteOf(rows: readonly KrakenRow[]): string {
  const types = rows.map((row) => (row.subtype === "" ? row.type : `${row.type} / ${row.subtype}`));
  return [...new Set(types)].join(", ");
}
