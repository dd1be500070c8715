/**
 * What a run prints and how it ends: 0 it worked and the answer is good, 1 a file cannot be read or the answer is not good, 2 wrong
 * usage.
 */
export interface Outcome {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly error: string;
}
