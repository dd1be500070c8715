import { orReject } from "@/lib/importers/cells";
import {
  type ChainRow,
  chainHeaders,
  chainKind,
  chainRowReader,
  chainVersion,
} from "@/lib/importers/chain-rows";
import { joinChainFiles } from "@/lib/importers/join-chain-files";
import { ownAddresses } from "@/lib/importers/own-addresses";
import { RefusedError, refusal } from "@/lib/importers/refusal";
import type { Collector, ParseOptions, RowReader, Source } from "@/lib/importers/source";

/** Rows held at once: explorers give 5,000 at most; a larger file is read in pieces that end between two hashes. */
const HELD = 20_000;

/**
 * One file of an explorer of the Etherscan family, by itself. The four files of an address belong together: `joinChainFiles` reads
 * them as one; alone, a file tells its part, and calls whose other half stands in another file are asked about.
 */
export const etherscan: Source = {
  id: "etherscan",
  label: "Etherscan, BscScan, PolygonScan and others",
  timeRule: "UTC, from the seconds in the column UnixTimestamp",
  headers: chainHeaders(),
  recognise: chainVersion,
  // Own addresses are asked for only when neither the file's name nor its rows tell them.
  asks: (version) => (version === "one token" ? ["asset"] : []),
  open,
};

function open(
  header: readonly string[],
  version: string,
  options: ParseOptions,
  out: Collector,
): RowReader {
  const read = chainRowReader(header, version, options);
  const kind = chainKind(version);
  const file = options.fileName ?? "";
  let held: ChainRow[] = [];
  const close = (rows: readonly ChainRow[]) => {
    if (rows.length === 0) {
      return;
    }
    const addresses = ownAddresses(rows, options);
    if (addresses === null) {
      const reason = "Which address is yours is not clear from the file: say it.";
      throw new RefusedError(refusal("needs-answer", file, reason, { asks: ["own-addresses"] }));
    }
    const owner = { addresses, accountName: options.accountName };
    const { events, leftOut } = joinChainFiles([{ file, kind, rows }], owner);
    out.transactions.push(...events.map(({ transaction }) => transaction));
    out.skipped.push(...leftOut.map(({ line, reason }) => ({ line, reason })));
  };
  return {
    row: (line) =>
      orReject(out.rejected, () => {
        const row = read(line);
        if (held.length >= HELD && held.at(-1)?.hash !== row.hash) {
          close(held);
          held = [];
        }
        held.push(row);
      }),
    end: () => close(held),
  };
}
