import { expect } from "vitest";
import type { Answer } from "./product";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What an answer looks like to somebody who knows what they asked with. */
export const likeness = ({ status, code, to, text }: Answer, asked: string) =>
  JSON.stringify({ status, code, to, text }).replaceAll(asked, "#").replaceAll(UUID, "#");

/** Sent to sign in, or told to. */
export const isSignIn = ({ status, to }: Answer) =>
  status === 401 || (status >= 303 && status <= 307 && to.startsWith("/sign-in"));

/** The codes of a gate that stays shut; the first also tells what is not there. */
export const GATE = ["not-found", "read-only", "not-allowed", "outside-years", "not-signed-in"];
/** Kept out by the session or a gate. */
export const isRefused = (answer: Answer) => isSignIn(answer) || GATE.includes(answer.code ?? "");

/** What is wrong, each thing once and all of them at the end: one run tells everything there is to mend. */
export function faults() {
  const found = new Set<string>();
  return {
    unless: (isRight: boolean, told: string) => void (isRight || found.add(told)),
    none: () => expect([...found]).toEqual([]),
  };
}
