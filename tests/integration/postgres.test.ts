import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "../support/postgres";

const { ownerUrl } = await testDatabase();
const client = new pg.Client({ connectionString: ownerUrl });
beforeAll(() => client.connect());
afterAll(() => client.end());

describe("the test server", () => {
  it("listens on this machine only and on no socket file", async () => {
    const { rows } = await client.query<{ setting: string }>(
      `select name, setting from pg_settings
       where name in ('listen_addresses', 'unix_socket_directories') order by name`,
    );
    expect(rows.map((row) => row.setting)).toEqual(["127.0.0.1", ""]);
  });

  it("lets nobody in without the password", async () => {
    const url = new URL(ownerUrl);
    url.password = "guess";
    const stranger = new pg.Client({ connectionString: url.href });
    await expect(stranger.connect()).rejects.toMatchObject({ code: "28P01" });
  });

  it("gives each file a database of its own", async () => {
    const other = await testDatabase();
    expect(other.ownerUrl).not.toBe(ownerUrl);
    await client.query("create table mine (id int)");
    const elsewhere = new pg.Client({ connectionString: other.ownerUrl });
    await elsewhere.connect();
    const { rows } = await elsewhere.query("select to_regclass('mine') as found");
    expect(rows).toEqual([{ found: null }]);
    await elsewhere.end();
  });
});
