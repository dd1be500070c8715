import { describe } from "vitest";
import { CONSERVATION } from "./conservation-laws";
import { DISPOSALS } from "./disposal-laws";
import { testLaws } from "./law";
import { YEARS } from "./year-laws";

describe("laws of the ledger and the years", () => {
  testLaws({ ...CONSERVATION, ...DISPOSALS, ...YEARS });
});
