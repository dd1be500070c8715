import { afterEach, describe, expect, it, vi } from "vitest";
import { log } from "@/lib/log";
import { InvariantError } from "@/lib/result";

afterEach(() => {
  vi.restoreAllMocks();
});

function lineOf(write: () => void): string {
  const lines: string[] = [];
  const keep = (line: unknown) => void lines.push(String(line));
  vi.spyOn(console, "log").mockImplementation(keep);
  vi.spyOn(console, "error").mockImplementation(keep);
  write();
  expect(lines).toHaveLength(1);
  return lines[0] ?? "";
}

describe("a log line", () => {
  it("is one line of JSON, whatever is in it", () => {
    const line = lineOf(() => log.info("import.committed", { batch: "a\nb\u001b[31m", rows: 3 }));
    expect(line).not.toContain("\n");
    expect(JSON.parse(line)).toMatchObject({ level: "info", event: "import.committed", rows: 3 });
  });

  it.each([
    ["an e-mail", "no mailbox ann@example.com here", "ann@example.com"],
    ["an amount after a colon", "not an amount of dollars: 12345.67", "12345"],
    ["a number anywhere", "row 17 has 98765.4321 too many", "98765"],
    ["a quoted value", 'invalid input syntax for type numeric "4711.99x"', "4711"],
    ["a key of the database", "Key (email)=(ann@example.com) already exists", "ann"],
    ["a name in quotes", "asset 'Secret Coin' is unknown", "Secret"],
  ])("of a fault hides %s", (_, message, secret) => {
    const line = lineOf(() => log.fault("action.fault", new Error(message)));
    expect(line).not.toContain(secret);
    expect(line).toContain("log.test.ts");
  });

  it("of a fault hides the causes' secrets too, and keeps codes", () => {
    const cause = Object.assign(new Error('duplicate "ann@example.com"'), {
      code: "23505",
      constraint: "users_email",
    });
    const line = lineOf(() => log.fault("action.fault", new Error("failed", { cause })));
    expect(line).not.toContain("ann@");
    expect(line).toContain("23505");
    expect(line).toContain("users_email");
  });

  it.each([
    ["one long word", `Failed query insert ${"ann,".repeat(300_000)}`],
    ["many brackets", `Failed query insert ${"(ann".repeat(300_000)}`],
    ["a quotation that is cut through", `Failed query insert "${"ann ".repeat(300_000)}"`],
    ["an address that is cut through", `${"x ".repeat(247)}ann${"n".repeat(20)}@example.com`],
  ])("of a fault with a statement's values is there at once and holds none: %s", (_, message) => {
    const started = performance.now();
    const line = lineOf(() => log.fault("action.fault", new Error(message)));
    expect(performance.now() - started).toBeLessThan(1000);
    expect(JSON.parse(line).message).not.toContain("ann");
    expect(line.length).toBeLessThan(5000);
  });

  it("of a broken promise of our own says which", () => {
    const line = lineOf(() => log.fault("x", new InvariantError("shares add up")));
    expect(JSON.parse(line).message).toBe("shares add up");
  });
});
