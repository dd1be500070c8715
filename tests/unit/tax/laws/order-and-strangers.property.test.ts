import { describe } from "vitest";
import { testLaws } from "./law";
import { REPETITION } from "./repetition-laws";
import { STRANGERS } from "./stranger-laws";

describe("laws of order, repetition and other people's data", () => {
  testLaws({ ...REPETITION, ...STRANGERS });
});
