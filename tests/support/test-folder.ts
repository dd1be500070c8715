import { rmSync } from "node:fs";
import { afterAll, onTestFinished, TestRunner } from "vitest";
import { temporaryFolder } from "./folders";

/**
 * A folder of the calling file's own, gone after its tests; called in a test, gone after that test. What a killed run leaves is
 * removed by the next.
 */
export function testFolder(purpose: string): string {
  const folder = temporaryFolder(purpose);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (TestRunner.getCurrentTest() === undefined) {
    afterAll(remove);
  } else {
    onTestFinished(remove);
  }
  return folder;
}
