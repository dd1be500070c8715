/** An expected outcome told by type: either a value, or a refusal the caller must handle. Bugs throw instead. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** Wraps a value as a success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps a refusal. */
export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** A broken promise of our own code: never caused by people's data, always a bug to fix. */
export class InvariantError extends Error {
  override name = "InvariantError";
}

/** Stops with an `InvariantError` when what must hold does not. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) {
    throw new InvariantError(message);
  }
}

/** Makes a switch exhaustive: does not compile while a case is missing. */
export function assertNever(value: never): never {
  throw new InvariantError(`unreachable case: ${JSON.stringify(value)}`);
}
