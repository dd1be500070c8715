import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Gives a file that was written beside its place its name, once its bytes are on the disk: after a power cut it is there whole or not at
 * all. Throws what the disk says.
 */
export async function appearAs(temporary: string, file: string): Promise<void> {
  await synced(temporary, "r+");
  await rename(temporary, file);
  // Windows opens no folders; there the name is written down by itself.
  if (process.platform !== "win32") {
    await synced(dirname(file), "r");
  }
}

async function synced(path: string, flags: "r" | "r+"): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
