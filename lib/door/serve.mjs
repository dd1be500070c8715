// Reads the door's TypeScript, then takes the reader away: what Next loads comes as it was built, and nothing stays that compiles.
import { register } from "tsx/esm/api";

const unregister = register();
await import("./serve.ts");
await unregister();
