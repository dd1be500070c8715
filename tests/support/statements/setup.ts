import { readdirSync } from "node:fs";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { loadModule, parseSync } from "libpg-query";
import { afterAll, beforeAll, expect } from "vitest";
import { ACROSS_CLIENTS } from "./across-clients";
import { statements } from "./record";
import { unboundTables } from "./unbound";

/*
 * After each file of integration tests: every statement the product has sent in it names one client for each tenant table it touches. Row
 * security would hide other clients' rows anyway; this is what lets a database sharded by client send each statement to one shard.
 */
const SCHEMA = new URL("../../../db/schema/", import.meta.url);
const { sent, judged } = statements();
let tenants: ReadonlySet<string> = new Set();

beforeAll(async () => {
  await loadModule();
  tenants = await tenantTables();
});

afterAll(() => {
  const stray: string[] = [];
  for (const text of sent) {
    if (!judged.has(text)) {
      judged.add(text);
      stray.push(...strayOf(text));
    }
  }
  expect(stray, "tables of a statement that are not held to one client").toEqual([]);
});

function strayOf(text: string): readonly string[] {
  const { stmts } = parseSync(text);
  const tables = unboundTables(stmts, tenants).filter((table) => !isAllowed(text, table));
  return tables.map((table) => `${table}: ${text.slice(0, 400)}`);
}

const isAllowed = (text: string, table: string): boolean =>
  ACROSS_CLIENTS.some((each) => each.tables.test(table) && each.told.test(text));

async function tenantTables(): Promise<ReadonlySet<string>> {
  const files = readdirSync(SCHEMA).filter((name) => name.endsWith(".ts"));
  const modules = await Promise.all(
    files.map(async (name): Promise<object> => import(new URL(name, SCHEMA).href)),
  );
  const tables = modules.flatMap((each) => Object.values(each)).filter((each) => is(each, PgTable));
  return new Set(
    tables
      .filter((table) => "clientId" in getTableColumns(table))
      .map((table) => getTableName(table)),
  );
}
