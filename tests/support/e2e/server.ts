import { rmSync } from "node:fs";
import { join } from "node:path";
import { removeAbandonedFolders, temporaryFolder } from "../folders";
import { ready, startLauncher } from "../launcher";

/** Journeys drive what a newcomer gets: `npm start` with data and a port of its own. */
// biome-ignore lint/style/noDefaultExport: Playwright calls the default export of its set-up file.
export default async function setUp(): Promise<() => Promise<void>> {
  await removeAbandonedFolders();
  const folder = temporaryFolder("e2e");
  const data = join(folder, "data");
  process.env["E2E_DATA"] = data;
  const launcher = startLauncher({ data, port: Number(process.env["E2E_PORT"]) });
  const tearDown = async () => {
    await launcher.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(launcher);
  } catch (error) {
    await tearDown();
    throw error;
  }
  return tearDown;
}
