import { describe } from "vitest";
import { CONSERVATION } from "./conservation-laws";
import { DISPOSALS } from "./disposal-laws";
import { testLaws } from "./law";
import { REPETITION } from "./repetition-laws";
import { STRANGERS } from "./stranger-laws";
import { YEARS } from "./year-laws";

// All in one: making ten thousand books and computing them costs as much as holding most laws against them.
describe("laws of the ledger and the years, of order, repetition and other people's data", () => {
  testLaws({ ...CONSERVATION, ...DISPOSALS, ...YEARS, ...REPETITION, ...STRANGERS });
});
