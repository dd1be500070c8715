import { firstFrom } from "@/lib/time/first-from";
import { epochOf } from "@/lib/time/instant";
import { familyOf } from "./bridged";
import { LATEST } from "./fit";
import type { Side, Sides } from "./side";

/**
 * The sides that have a say in the matches of some: what may be one transfer with them, what may be one with those instead, and once
 * more around. Everything else can neither be matched with them nor be their rival, so leaving it out changes nothing about how sure
 * their matches are.
 */
export function near({ outgoing, incoming, settled }: Sides, touching: ReadonlySet<string>): Sides {
  const touched = [...outgoing, ...incoming].filter(({ id }) => touching.has(id));
  const spans = new Map<string, number[]>();
  const hashes = new Set<string>();
  for (const side of touched) {
    const family = familyOf(side.asset);
    const times = spans.get(family) ?? [];
    times.push(epochOf(side.at));
    spans.set(family, times);
    if (side.hash !== null) {
      hashes.add(side.hash);
    }
  }
  for (const times of spans.values()) {
    times.sort((a, b) => a - b);
  }
  const isNear = (side: Side) =>
    (side.hash !== null && hashes.has(side.hash)) ||
    isWithin(spans.get(familyOf(side.asset)) ?? [], epochOf(side.at));
  return { outgoing: outgoing.filter(isNear), incoming: incoming.filter(isNear), settled };
}

/** Three times as far as one match reaches. */
export const REACH = 3 * LATEST;

function isWithin(times: readonly number[], time: number): boolean {
  const first = times[firstFrom(times, time - REACH, itself)];
  return first !== undefined && first <= time + REACH;
}

const itself = (time: number): number => time;
