import { AsyncLocalStorage } from "node:async_hooks";

/** One request as the door let it in. */
export interface Asked {
  /** What is told of it in a refusal and in the log. */
  readonly id: string;
  /** True once the database did not answer: what then ends as a fault is passing, and is answered so. */
  isDatabaseAway: boolean;
}

const KEY = Symbol.for("lotwise.asked");

/** Of the whole process: the door and what Next built each have a copy of this file. */
const shared = globalThis as { [KEY]?: AsyncLocalStorage<Asked> };

const asked = (): AsyncLocalStorage<Asked> => {
  shared[KEY] ??= new AsyncLocalStorage<Asked>();
  return shared[KEY];
};

/** Runs `work` as part of this request, with everything it waits for. */
export function whileAsked<T>(one: Asked, work: () => T): T {
  return asked().run(one, work);
}

/** Notes with the present request, if there is one, that the database did not answer. */
export function noteDatabaseAway(): void {
  const one = asked().getStore();
  if (one !== undefined) {
    one.isDatabaseAway = true;
  }
}
