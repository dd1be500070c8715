import type { LaunchOptions } from "@playwright/test";
import { ensureBrowser } from "../browser";

// Set once: Playwright reads its configuration again in each of its worker processes.
process.env["PW_CHROMIUM"] ??= ensureBrowser().path;

/** How every journey starts its browser: the one that was found, quiet towards the outside. */
export const launchOptions: LaunchOptions = {
  executablePath: process.env["PW_CHROMIUM"],
  args: [
    // Chromium's sandbox refuses root, which is who runs tests in a container.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
  ],
};
