import { afterAll, inject } from "vitest";
import { cloneDatabase, type DatabaseUrls } from "./cluster";
import "./global-postgres";

/**
 * A migrated, empty database for the calling test file alone; dropped after its last test.
 * `ownerUrl` owns the tables, `appUrl` is the web's role without ownership.
 */
export async function testDatabase(): Promise<DatabaseUrls> {
  const { ownerUrl, appUrl, drop } = await cloneDatabase(inject("template"));
  afterAll(drop);
  return { ownerUrl, appUrl };
}
