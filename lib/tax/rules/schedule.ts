import { type Usd, usd } from "@/lib/money/usd";
import type { Bracket, ByStatus } from "./year-rules";

/** A rate schedule written as [rate, top of the bracket] pairs; the last pair has no top. */
export function schedule(
  ...steps: readonly (readonly [rate: string, upTo: string | null])[]
): readonly Bracket[] {
  return steps.map(([rate, upTo]) => ({ rate, upTo: upTo === null ? null : usd(upTo) }));
}

/** Dollar figures for single, joint, separate, head of household and surviving spouse, in this order. */
export function byStatus(
  single: string,
  mfj: string,
  mfs: string,
  hoh: string,
  qss: string,
): ByStatus<Usd> {
  return { single: usd(single), mfj: usd(mfj), mfs: usd(mfs), hoh: usd(hoh), qss: usd(qss) };
}
