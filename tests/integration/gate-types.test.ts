import { describe, expectTypeOf, it } from "vitest";
import { listAccounts, renameAccount } from "@/db/queries/accounts";
import type { listClients } from "@/db/queries/clients";
import type { insertTransaction } from "@/db/queries/transactions";
import type { findUserByEmail } from "@/db/queries/users";
import type { SystemTx } from "@/db/system";
import { type ClientTx, type ClientWriteTx, type UserTx, withClient } from "@/db/tenant";
import { ok } from "@/lib/result";

/** Checked by the type check of `npm test`, which covers this file: an expectation that no longer errs is an error there. */
describe("the gate's types", () => {
  it("let a write transaction read, and no read transaction write", () => {
    expectTypeOf<ClientWriteTx>().toExtend<ClientTx>();
    expectTypeOf<ClientTx>().not.toExtend<ClientWriteTx>();
    expectTypeOf<ClientTx>().toExtend<Parameters<typeof listAccounts>[0]>();
    expectTypeOf<ClientTx>().not.toExtend<Parameters<typeof insertTransaction>[0]>();
  });

  it("keep the three scopes apart", () => {
    expectTypeOf<UserTx>().not.toExtend<ClientTx>();
    expectTypeOf<SystemTx>().not.toExtend<ClientTx>();
    expectTypeOf<SystemTx>().not.toExtend<UserTx>();
    expectTypeOf<ClientWriteTx>().not.toExtend<SystemTx>();
    expectTypeOf<ClientTx>().not.toExtend<Parameters<typeof listClients>[0]>();
    expectTypeOf<ClientTx>().not.toExtend<Parameters<typeof findUserByEmail>[0]>();
  });

  it("cannot be made by hand, and a read gate hands out no write", () => {
    const never = async (me: Parameters<typeof withClient>[0]) => {
      // @ts-expect-error a plain object is no transaction: the brand cannot be written
      await listAccounts({ db: undefined, clientId: "x", userId: "y", role: "owner" });
      await withClient(me, "x", "read", async (tx) => {
        // @ts-expect-error a read transaction where a write is needed
        await renameAccount(tx, "y", "z");
        return ok(null);
      });
    };
    expectTypeOf(never).toBeFunction();
  });
});
