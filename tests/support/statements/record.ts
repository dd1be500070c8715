import pg from "pg";

/** Distinct statements, and which of them were judged already. */
interface Statements {
  readonly sent: Set<string>;
  readonly judged: Set<string>;
}

const KEPT = Symbol.for("lotwise.statements");
const holder = globalThis as { [KEPT]?: Statements };

/**
 * The distinct statements this process has sent on the product's own connections (those that name it as their application), tests' own
 * looking-in left out. The first call begins to listen; files of tests that share a process share what was heard.
 */
export function statements(): Statements {
  holder[KEPT] ??= { sent: listen(), judged: new Set() };
  return holder[KEPT];
}

function listen(): Set<string> {
  const seen = new Set<string>();
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [asked] = args;
    const text = typeof asked === "string" ? asked : (asked as { text?: string } | undefined)?.text;
    if (text !== undefined && isOurs(this)) seen.add(text);
    return Reflect.apply(query, this, args);
  } as typeof query;
  return seen;
}

function isOurs(client: pg.Client): boolean {
  const { connectionParameters } = client as unknown as {
    connectionParameters?: { application_name?: string };
  };
  return connectionParameters?.application_name === "lotwise";
}
