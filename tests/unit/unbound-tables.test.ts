import { loadModule, parseSync } from "libpg-query";
import { beforeAll, describe, expect, it } from "vitest";
import { unboundTables } from "../support/statements/unbound";

beforeAll(loadModule);

const TENANTS = new Set(["lots", "sales", "clients"]);
const unbound = (text: string) => unboundTables(parseSync(text).stmts, TENANTS);

describe("a statement is held to one client", () => {
  it.each([
    "select * from lots where client_id = $1",
    "select * from lots as l where l.client_id = $1 and (l.a = 1 or l.b = 2)",
    "select * from lots l join sales s on s.client_id = l.client_id and s.lot = l.id where l.client_id = $1",
    "select * from lots l left join sales s on s.client_id = $1 where l.client_id = $1::uuid",
    "select * from lots where client_id = $1 and exists (select from sales s where s.client_id = lots.client_id)",
    "select * from lots where (client_id, id) = ($1, $2)",
    "select * from lots where (client_id, id) in (select s.client_id, s.lot from sales s where s.client_id = $1)",
    "with mine as (select * from lots where client_id = $1) select * from mine join sales s on s.client_id = mine.client_id",
    "select * from lots where client_id = nullif(current_setting('app.client_id', true), '')::uuid",
    "insert into lots (client_id, a) select $1, a from sales where client_id = $1 on conflict (client_id) do nothing",
    "update lots set a = s.a from sales s where s.client_id = lots.client_id and lots.client_id = $1",
    "delete from lots using sales s where lots.client_id = $1 and s.client_id = lots.client_id",
    "select * from lots where client_id = $1 union all select * from sales where client_id = $1",
    "select x.n from (select count(*) as n from lots where client_id = $1) x",
    "select * from users where id = $1",
  ])("%s", (text) => {
    expect(unbound(text)).toEqual([]);
  });
});

describe("a statement that could read another client's rows names their tables", () => {
  it.each([
    ["select * from lots", ["lots"]],
    ["select * from lots where id = $1", ["lots"]],
    ["select * from lots where client_id = $1 or true", ["lots"]],
    ["select * from lots where client_id in ($1, $2)", ["lots"]],
    ["select * from lots where client_id <> $1", ["lots"]],
    ["select * from lots l join sales s on s.lot = l.id where l.client_id = $1", ["sales"]],
    ["select * from lots l join sales s on s.client_id = l.client_id", ["lots", "sales"]],
    ["select * from lots where client_id = $1 and id in (select lot from sales)", ["sales"]],
    ["select (select count(*) from sales) from lots where client_id = $1", ["sales"]],
    ["with all_of as (select * from lots) select * from all_of", ["lots"]],
    ["insert into lots (a) values ($1)", ["lots"]],
    ["insert into lots (client_id, a) select $1, a from sales", ["sales"]],
    ["update lots set client_id = $1", ["lots"]],
    ["delete from lots where id = $1", ["lots"]],
    ["select * from lots where client_id = $1 union all select * from sales", ["sales"]],
    ["select x.n from (select count(*) as n from lots) x where x.client_id = $1", ["lots"]],
  ])("%s", (text, tables) => {
    expect(unbound(text)).toEqual(tables);
  });
});
