/** What one case came to. */
export interface Verdict {
  readonly status: "PASS" | "FAIL" | "SKIP";
  readonly id: string;
  readonly reason: string;
}

/** A case that cannot be run, and why. */
export class Skip {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Differences between expected and computed, as sentences; empty when all agrees. */
export type Differences = string[];
