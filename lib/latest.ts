/** How much a `Latest` keeps: values, and what they weigh together. */
export interface LatestLimits {
  readonly most: number;
  /** Of all values together; without it only their number counts. */
  readonly mostWeight?: number;
}

/**
 * The values used last, by a text: a small memory of this process that lets the one used longest ago go first. A single value heavier
 * than all may weigh is kept until the next one comes.
 */
export class Latest<Value> {
  private readonly kept = new Map<string, { readonly value: Value; readonly weight: number }>();
  private weight = 0;
  private readonly limits: LatestLimits;

  constructor(limits: LatestLimits) {
    this.limits = limits;
  }

  /** True when it is kept; that is no use of it. */
  has(name: string): boolean {
    return this.kept.has(name);
  }

  /** The value; undefined when it was never kept or had to go. */
  get(name: string): Value | undefined {
    const found = this.kept.get(name);
    if (found === undefined) {
      return undefined;
    }
    this.kept.delete(name);
    this.kept.set(name, found);
    return found.value;
  }

  /** Keeps a value, in the place of the one of that name. */
  set(name: string, value: Value, weight = 1): void {
    this.drop(name);
    this.kept.set(name, { value, weight });
    this.weight += weight;
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= 1 || !this.isOver()) {
        return;
      }
      this.drop(oldest);
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.kept.clear();
    this.weight = 0;
  }

  private isOver(): boolean {
    const { most, mostWeight = Number.POSITIVE_INFINITY } = this.limits;
    return this.kept.size > most || this.weight > mostWeight;
  }

  private drop(name: string): void {
    this.weight -= this.kept.get(name)?.weight ?? 0;
    this.kept.delete(name);
  }
}
