import { assetText } from "@/lib/assets/label";
import { fromScaled } from "@/lib/money/exact";
import { formatQuantity } from "@/lib/money/format";
import { QUANTITY_SCALE } from "@/lib/money/quantity";
import type { Candidate } from "./fit";
import type { Measured } from "./side";

/** One plain sentence with the figures a candidate rests on. */
export function reasonOf({ outgoing, incoming, grounds }: Candidate): string {
  const asset = assetText(outgoing[0]?.side.asset ?? "");
  const left = outgoing.map((each) => `${amount(each.units)} ${asset} left ${each.side.account}`);
  const came = incoming.map(
    (each) => `${amount(each.units)} ${assetText(each.side.asset)} reached ${each.side.account}`,
  );
  const missing =
    grounds.missing === 0n
      ? "nothing is missing"
      : `${amount(grounds.missing)} ${asset} went for fees`;
  const chain =
    grounds.chain === "hash"
      ? "the transaction on the chain is the same"
      : grounds.chain === "address"
        ? "the address is the same"
        : grounds.chain === "differs"
          ? "the files tell different transaction ids"
          : null;
  const before =
    grounds.before === 0 ? null : `${grounds.before} earlier between the same accounts`;
  const bridge = grounds.isBridge
    ? "one form of the coin for another: linked, it is a bridge, treated as your settings say"
    : null;
  const often =
    grounds.chain === null && grounds.chance >= OFTEN ? "amounts like this come often" : null;
  const facts = [
    span(grounds.apart, outgoing, incoming),
    missing,
    bridge,
    chain,
    often,
    before,
  ].filter((fact) => fact !== null);
  return `${left.join(" and ")}, ${came.join(" and ")}: ${facts.join("; ")}.`;
}

/** Thousandths of chance from which people are told. */
const OFTEN = 25;

function span(apart: number, outgoing: readonly Measured[], incoming: readonly Measured[]): string {
  if ([...outgoing, ...incoming].some(({ side }) => side.isDayOnly)) {
    return "only the days are told";
  }
  const minutes = Math.round(Math.abs(apart) / 60_000);
  const hours = Math.floor(minutes / 60);
  const length = hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
  return minutes === 0 ? "at the same minute" : `${length} ${apart < 0 ? "earlier" : "later"}`;
}

function amount(units: bigint): string {
  return formatQuantity(fromScaled(units, QUANTITY_SCALE));
}
