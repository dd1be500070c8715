import { constants, setPriority } from "node:os";
import { log } from "@/lib/log";

/**
 * Somebody waits for a page, nobody sits before a job: where both want the processor, the page has it. Lowers the priority of this whole
 * process; a system that does not let it leaves it as it was.
 */
export function yieldToPages(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    log.info("worker.priority", { error: error instanceof Error ? error.name : "unknown" });
  }
}
