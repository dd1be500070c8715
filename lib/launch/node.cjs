// node lib/launch/node.cjs FILE.ts …: runs a TypeScript file, or says in one sentence that this Node is too old.
// Read by every Node there is: old syntax on purpose.
"use strict";

var path = require("node:path");
var url = require("node:url");

var parts = process.versions.node.split(".");

if (Number(parts[0]) < 20 || (Number(parts[0]) === 20 && Number(parts[1]) < 9)) {
  console.error(
    "Lotwise needs Node.js 20.9 or newer; this is " +
      process.versions.node +
      ". Get a newer one at https://nodejs.org and try again.",
  );
  process.exit(1);
}

process.argv.splice(1, 2, path.resolve(process.argv[2] || ""));
import("tsx")
  .then(() => import(url.pathToFileURL(process.argv[1]).href))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
