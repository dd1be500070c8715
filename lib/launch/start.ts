import { launch } from "./launch";
import { messageOf } from "./process";
import { readSettings } from "./settings";

/** `npm start` and `npm run dev`. */
try {
  await launch(readSettings(process.argv.slice(2)));
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
