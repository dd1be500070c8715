import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { testDatabase } from "../support/postgres";

const { ownerUrl } = await testDatabase();
const sql = postgres(ownerUrl, { max: 1 });
afterAll(() => sql.end());

describe("the test server", () => {
  it("listens on this machine only and on no socket file", async () => {
    const rows = await sql<{ name: string; setting: string }[]>`
      select name, setting from pg_settings
      where name in ('listen_addresses', 'unix_socket_directories') order by name`;
    expect(rows.map((row) => row.setting)).toEqual(["127.0.0.1", ""]);
  });

  it("lets nobody in without the password", async () => {
    const url = new URL(ownerUrl);
    url.password = "guess";
    const stranger = postgres(url.href, { max: 1 });
    await expect(stranger`select 1`).rejects.toMatchObject({ code: "28P01" });
    await stranger.end();
  });

  it("gives each file a database of its own", async () => {
    const other = await testDatabase();
    expect(other.ownerUrl).not.toBe(ownerUrl);
    await sql`create table mine (id int)`;
    const elsewhere = postgres(other.ownerUrl, { max: 1 });
    expect(await elsewhere`select to_regclass('mine') as found`).toEqual([{ found: null }]);
    await elsewhere.end();
  });
});
