import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rulesOf } from "./make-rows";

const FOLDER = "../shared/tax/irs-forms/fields";
const YEARS = [2017, 2020, 2021, 2022, 2023, 2024, 2025];

describe.skipIf(!existsSync(FOLDER) /* not part of the project */)(
  "against the official blank forms",
  () => {
    const names = (form: string): readonly string[] => {
      const text = readFileSync(`${FOLDER}/${form}.fields.json`, "utf8");
      return [...text.matchAll(/"name": ?"([^"]+)"/g)].map((match) => match[1] ?? "");
    };

    it.each(YEARS)("%i: Form 8949 has as many rows a page, and as many boxes a part", (year) => {
      const fields = names(`f8949--${year}`);
      const rows = new Set(fields.flatMap((name) => /Page1.*\.Row(\d+)\[/.exec(name)?.[1] ?? []));
      const { rowsPerPage, digitalAssetBoxes } = rulesOf(year).forms;
      expect(rows.size).toBe(rowsPerPage);
      const boxes = new Set(fields.filter((name) => /\.c1_1\[\d\]$/.test(name)));
      expect(boxes.size).toBe(digitalAssetBoxes ? 6 : 3);
    });
  },
);
