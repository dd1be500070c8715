import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { DEMO_USERS } from "@/db/demo/books";
import { removeAbandonedFolders, temporaryFolder } from "../folders";
import { ready, startLauncher } from "../launcher";
import { launchOptions } from "./chromium";
import { baseUrl, sessionFile, signIn } from "./journey";

/**
 * Journeys drive what a newcomer gets: `npm start` with data and a port of its own. The demo's
 * people sign in once; journeys that only look borrow their cookies.
 */
// biome-ignore lint/style/noDefaultExport: Playwright calls the default export of its set-up file.
export default async function setUp(): Promise<() => Promise<void>> {
  await removeAbandonedFolders();
  const folder = temporaryFolder("e2e");
  const data = join(folder, "data");
  process.env["E2E_DATA"] = data;
  process.env["E2E_SESSIONS"] = join(folder, "sessions");
  mkdirSync(process.env["E2E_SESSIONS"]);
  const launcher = startLauncher({ data, port: Number(process.env["E2E_PORT"]) });
  const tearDown = async () => {
    await launcher.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(launcher);
    await signInDemo();
  } catch (error) {
    await tearDown();
    throw error;
  }
  return tearDown;
}

async function signInDemo(): Promise<void> {
  const browser = await chromium.launch(launchOptions);
  try {
    for (const user of DEMO_USERS) {
      const page = await browser.newPage({ baseURL: baseUrl() });
      await signIn(page, user);
      await page
        .context()
        .storageState({ path: sessionFile(user.role === "investor" ? "nora" : "rowan") });
      await page.close();
    }
  } finally {
    await browser.close();
  }
}
