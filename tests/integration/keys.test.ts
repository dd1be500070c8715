import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { clientVault, clientVaults, userVault } from "@/db/queries/keys";
import { withSystem } from "@/db/system";
import { withUser } from "@/db/tenant";
import { SealBroken } from "@/lib/secrets/seal";
import { makeInvestor, makeUser, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

const place = { table: "clients", column: "name", row: "1" };

describe("a client's key", () => {
  it("is made with the client and opens nobody else's texts", async () => {
    const [nora, rowan] = [await makeInvestor(), await makeInvestor()];
    const sealed = await write(nora, async (tx) => (await clientVault(tx)).seal(place, "Nora"));
    const again = await write(nora, async (tx) => (await clientVault(tx)).open(place, sealed));
    expect(again).toBe("Nora");
    const theirs = await write(rowan, clientVault);
    expect(() => theirs.open(place, sealed)).toThrow(SealBroken);
  });

  it("is seen by those who may open the client, and by no one else", async () => {
    const [nora, rowan] = [await makeInvestor(), await makeInvestor()];
    const seen = await withUser(nora, clientVaults);
    expect([...seen.keys()]).toEqual([nora.client]);
    expect([...(await withUser(rowan, clientVaults)).keys()]).toEqual([rowan.client]);
  });

  it("goes with the client", async () => {
    const nora = await makeInvestor();
    await admin.query("delete from clients where client_id = $1", [nora.client]);
    const { rowCount } = await admin.query("select from client_keys where client_id = $1", [
      nora.client,
    ]);
    expect(rowCount).toBe(0);
  });
});

describe("a user's key", () => {
  it("is made once on first use, also by two at the same time", async () => {
    const id = await makeUser();
    const vaults = await Promise.all(
      Array.from({ length: 8 }, () => withSystem((tx) => userVault(tx, id))),
    );
    const sealed = vaults[0]?.seal(place, "seed") ?? "";
    expect(vaults.map((vault) => vault.open(place, sealed))).toEqual(Array(8).fill("seed"));
    const mine = await withUser({ id }, (tx) => userVault(tx, id));
    expect(mine.open(place, sealed)).toBe("seed");
  });

  it("is neither seen nor made by another user", async () => {
    const [nora, rowan] = [await makeUser(), await makeUser()];
    await withSystem((tx) => userVault(tx, nora));
    await expect(withUser({ id: rowan }, (tx) => userVault(tx, nora))).rejects.toThrow();
  });
});
