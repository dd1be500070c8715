import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright";
import { PROJECT_ROOT } from "./folders";
import { canInstallPackages, firstExisting, installPackages } from "./install";

/** A browser to drive, and where it was found. */
export type Browser = { readonly path: string; readonly from: string };

const SYSTEM_BROWSERS: Readonly<Record<string, readonly string[]>> = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/google-chrome",
    "/usr/bin/microsoft-edge",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
  ],
};

/** PW_CHROMIUM, else Playwright's own, else the system's; undefined when there is none. */
export function findBrowser(): Browser | undefined {
  const chosen = process.env["PW_CHROMIUM"];
  if (chosen) return { path: chosen, from: "PW_CHROMIUM" };
  const own = chromium.executablePath();
  if (own && existsSync(own)) return { path: own, from: "Playwright" };
  const system = firstExisting(SYSTEM_BROWSERS[process.platform] ?? []);
  return system === undefined ? undefined : { path: system, from: "the system" };
}

/** Finds a browser or installs one: with apt when root on Debian, else Playwright's. Throws with what was tried. */
export function ensureBrowser(): Browser {
  const found = findBrowser();
  if (found !== undefined) return found;
  const tried: string[] = [];
  for (const { how, install } of INSTALLERS) {
    const problem = install();
    const installed = findBrowser();
    if (installed !== undefined) return { path: installed.path, from: how };
    if (problem !== undefined) tried.push(problem);
  }
  throw new Error(
    [
      "No Chromium to test with. Install Google Chrome, run `npx playwright install chromium`,",
      "or set PW_CHROMIUM to the path of one.",
      ...tried,
    ].join("\n"),
  );
}

const INSTALLERS = [
  {
    how: "apt, just installed",
    install: () =>
      canInstallPackages() ? installPackages("chromium", "fonts-liberation") : undefined,
  },
  { how: "Playwright, just installed", install: installPlaywrightBrowser },
];

function installPlaywrightBrowser(): string | undefined {
  const program = join(PROJECT_ROOT, "node_modules/playwright/cli.js");
  const result = spawnSync(process.execPath, [program, "install", "chromium"], {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    timeout: 300_000,
  });
  if (result.status === 0) return undefined;
  const reason = /getaddrinfo \w+ \S+|Error: .*/.exec(result.stderr)?.[0] ?? "failed";
  return `playwright install: ${reason}`;
}
