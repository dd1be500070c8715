import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "../support/folders";

interface Row {
  readonly id: string;
  readonly level: string;
  readonly state: string;
  readonly where: string;
  readonly how: string;
}

const at = (path: string) => join(PROJECT_ROOT, path);
const rows: Row[] = parse(readFileSync(at("docs/asvs.csv"), "utf8"), { columns: true });
const of = (state: string) => rows.filter((row) => row.state === state);

/*
 * docs/asvs.csv goes through the requirements of OWASP's ASVS 5.0.0 up to level 2, and those of level 3 we took on, by their numbers. The
 * words are ours; the requirements themselves are read at owasp.org.
 */
describe("docs/asvs.csv", () => {
  it("holds each requirement once, in one of four states", () => {
    // 253 of levels 1 and 2 in the standard of May 2025, 30 of level 3 taken on.
    expect(rows.length).toBe(283);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.filter(({ level }) => level === "3")).toHaveLength(30);
    const states = ["met", "not met", "operator", "does not apply"];
    expect(rows.filter(({ state }) => !states.includes(state))).toEqual([]);
  });

  it("leaves none without a word of how or why", () => {
    expect(rows.filter(({ id, how }) => how.trim() === "" || !/^V\d+\.\d+\.\d+$/.test(id))).toEqual(
      [],
    );
  });

  it("names a test or a document for each that is met, and for each the operator must meet", () => {
    expect([...of("met"), ...of("operator")].filter(({ where }) => where === "")).toEqual([]);
  });

  it("names nothing that is not there", () => {
    const gone = rows.flatMap(({ id, where }) =>
      where
        .split(" ")
        .filter((path) => path !== "" && !existsSync(at(path)))
        .map((path) => `${id}: ${path}`),
    );
    expect(gone).toEqual([]);
  });

  it("says of each that is not met that it is not, and they do not grow in number", () => {
    const open = of("not met");
    expect(open.filter(({ how }) => !how.startsWith("not met: "))).toEqual([]);
    expect(open.length).toBeLessThanOrEqual(9);
    expect(readFileSync(at("docs/security.md"), "utf8")).toContain(`${open.length} are not met`);
  });
});
