import { closePool } from "./client";

/** `npm run db:seed`, and what `npm start` runs for the embedded database: web's own role and settings are in the environment. */
// biome-ignore lint/style/noRestrictedImports: a program, not a layer: the demo comes in through the same services people use.
const { seedDemo } = await import("@/lib/services/seed-demo");

await seedDemo((line) => console.log(line));
await closePool();
