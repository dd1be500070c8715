// Runs before everything else, on any Node: old syntax on purpose.
"use strict";

var parts = process.versions.node.split(".");
var major = Number(parts[0]);
var minor = Number(parts[1]);

if (major < 20 || (major === 20 && minor < 9)) {
  console.error(
    "Lotwise needs Node.js 20.9 or newer; this is " +
      process.versions.node +
      ". Get one at https://nodejs.org and try again.",
  );
  process.exit(1);
}
