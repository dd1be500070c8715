import { type RefusalCode, refusalMessage } from "@/lib/refusals";

const CODES: readonly RefusalCode[] = [
  "google-off",
  "google-failed",
  "google-unknown",
  "google-other-email",
  "google-taken",
];

/** What came of asking Google, as the address tells it; null for anything it does not tell. */
export function googleWords(told: string | string[] | undefined): string | null {
  const code = CODES.find((one) => one === told);
  return code === undefined ? null : refusalMessage(code);
}
