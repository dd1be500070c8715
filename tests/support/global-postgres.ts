import type { TestProject } from "vitest/node";
import { type DatabaseUrls, startCluster } from "./cluster";

declare module "vitest" {
  interface ProvidedContext {
    template: DatabaseUrls;
  }
}

/** One server for all integration tests of a run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...template } = await startCluster();
  project.provide("template", template);
  return stop;
}
