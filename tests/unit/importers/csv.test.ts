import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openFile, readFile } from "@/lib/importers/read-file";
import { RefusedError } from "@/lib/importers/refusal";
import { line, read, readOk, refused } from "./read";

const HEADER = "Date,Type,Received Amount,Received Asset,Value USD,Note";
const ROW = "2024-01-05T10:00:00Z,Buy,0.5,BTC,20000,";
const utf16 = (text: string, isLittle: boolean, bom: boolean) => {
  const bytes = Buffer.from((bom ? "\ufeff" : "") + text, "utf16le");
  return isLittle ? bytes : bytes.swap16();
};

describe("encodings: read right or asked, never mojibake", () => {
  const text = `${HEADER}\n${ROW}Café €5 – 田中\n`;
  const western = `${HEADER}\n${ROW}Café €5 – naïve\n`;
  it.each([
    ["UTF-8", new TextEncoder().encode(text), "utf-8"],
    ["UTF-8 with BOM", new TextEncoder().encode(`\ufeff${text}`), "utf-8"],
    ["UTF-16LE with BOM", utf16(text, true, true), "utf-16le"],
    ["UTF-16BE with BOM", utf16(text, false, true), "utf-16be"],
    ["UTF-16LE without BOM", utf16(`${HEADER}\n${ROW}plain\n`, true, false), "utf-16le"],
  ])("%s", async (_name, bytes, encoding) => {
    const file = await readOk("x.csv", bytes);
    expect(file.encoding).toBe(encoding);
    expect(file.transactions).toHaveLength(1);
    expect(file.transactions[0]?.note).toMatch(/^(Café €5 – 田中|plain)$/);
  });

  it("Windows-1252 is read and the person is told", async () => {
    const bytes = Buffer.from(western.replace("€", "\x80").replace("–", "\x96"), "latin1");
    const file = await readOk("x.csv", bytes);
    expect(file.transactions[0]?.note).toBe("Café €5 – naïve");
    expect(file.notes.join()).toContain("Windows-1252");
  });

  it("a small file that is said to be Windows-1252 keeps its euro signs and dashes", async () => {
    const bytes = Buffer.from(western.replace("€", "\x80").replace("–", "\x96"), "latin1");
    const named = await read("x.csv", bytes, "windows-1252");
    expect(named.ok && named.value.transactions[0]?.note).toBe("Café €5 – naïve");
  });

  it("Shift-JIS and damaged UTF-8 are asked about, with the line; the encoding may then be named", async () => {
    const shiftJis = Buffer.concat([
      Buffer.from(`${HEADER}\n${ROW}`),
      Buffer.from([0x93, 0x63, 0x92, 0x86]),
      Buffer.from("\n"),
    ]);
    expect(await refused("x.csv", shiftJis)).toMatchObject({
      code: "encoding-unknown",
      file: "x.csv",
      line: 2,
    });
    const named = await read("x.csv", shiftJis, "shift_jis");
    expect(named.ok && named.value.transactions[0]?.note).toBe("田中");
    const damaged = Buffer.concat([
      Buffer.from(`${HEADER}\n${ROW}田中\n`),
      Buffer.from([0xe7, 0x94]),
      Buffer.from(`\n${ROW}\n`),
    ]);
    expect((await refused("x.csv", damaged)).code).toBe("encoding-unknown");
    const unknown = await read("x.csv", shiftJis, "klingon");
    expect(unknown.ok).toBe(false);
  });

  it("what a person is asked shows the odd words as each encoding reads them, with their line", async () => {
    // "é" is 0x8E in Mac Roman and 0xE9 in Windows-1252, where 0x8E is "Ž"; both from the tables of the Unicode Consortium.
    const bytes = Buffer.concat([
      Buffer.from("Date,Note\n2024,plain\n2024,Caf"),
      Buffer.from([0x8e]),
      Buffer.from(" A\n"),
    ]);
    const { line, choices } = await refused("x.csv", bytes);
    expect(line).toBe(3);
    expect(choices.map(({ label }) => label)).toEqual([
      "Windows-1252 (Western European): “2024,CafŽ A”",
      "Mac Roman: “2024,Café A”",
      "UTF-16 LE",
      "UTF-16 BE",
    ]);
  });

  it("letters lost by an earlier program are pointed at", async () => {
    const file = await readOk("x.csv", `${HEADER}\n${ROW}\n${ROW}Caf\ufffd\n`);
    expect(file.notes.join()).toContain("Line 3");
  });

  it.each([
    ["a PDF", Buffer.from("%PDF-1.7\n%âãÏÓ")],
    ["an Excel workbook", Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0])],
    ["an old Excel workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
    ["gzip", Buffer.from([0x1f, 0x8b, 8, 0, 0])],
    ["random bytes with zeros", Buffer.from([65, 0, 0, 66, 10, 0, 7, 7, 0])],
  ])("%s is refused as not text", async (_name, bytes) => {
    expect((await refused("x.csv", bytes)).code).toBe("not-text");
  });
});

describe("structure", () => {
  it.each([
    ["nothing", ""],
    ["blank lines", "\n\n  \n"],
  ])("%s is an empty file", async (_name, text) => {
    expect((await refused("x.csv", text)).code).toBe("empty-file");
  });

  it("a header alone is a file without rows", async () => {
    const file = await readOk("x.csv", HEADER);
    expect(file.rowCount).toBe(0);
  });

  it("an unknown layout lists what was found and what is known", async () => {
    const refusal = await refused("x.csv", "report\n__proto__,constructor,toString\n1,2,3\n");
    expect(refusal).toMatchObject({ code: "unknown-layout", file: "x.csv", line: 2 });
    expect(refusal.headersFound).toEqual(["__proto__", "constructor", "toString"]);
    expect(refusal.known.length).toBeGreaterThan(3);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("1,000 columns are refused with the first 40 named", async () => {
    const header = Array.from({ length: 1_000 }, (_, index) => `column ${index}`).join(",");
    const refusal = await refused("x.csv", `${header}\n${header}\n`);
    expect(refusal.code).toBe("unknown-layout");
    expect(refusal.headersFound).toHaveLength(40);
  });

  it("a row of 1,000 cells under a known header is one rejected row", async () => {
    const file = await readOk("x.csv", `${HEADER}\n${"x,".repeat(999)}x\n${ROW}\n`);
    expect(file.rejected).toHaveLength(1);
    expect(file.rejected[0]).toMatchObject({ line: 2 });
    expect(file.transactions).toHaveLength(1);
  });

  it.each([",", ";", "\t"])(
    "delimiter %j, columns in any order, names in any case",
    async (delimiter) => {
      const text = [
        ["NOTE", "received asset", "Date", "type", "Received Amount", "Value usd"],
        ["hi", "BTC", "2024-01-05", "buy", "1", "5"],
      ]
        .map((row) => row.join(delimiter))
        .join("\r\n");
      const file = await readOk("x.csv", text);
      expect(file.transactions.map(line)).toEqual(["2 buy:  > 1 BTC = $5"]);
    },
  );

  it("lines are counted as an editor counts them: CRLF in quotes, blank lines, no last newline", async () => {
    const quoted = `2024-01-05,Buy,1,BTC,5,"two\r\nlines"`;
    const file = await readOk(
      "x.csv",
      `${HEADER}\r\n${quoted}\r\n\r\n\r\n${quoted}\r\n2024-01-06,Buy,1,BTC,5,last`,
    );
    expect(file.transactions.map((each) => each.lines)).toEqual([[2], [6], [8]]);
    expect(file.rows[0]?.raw).toBe(quoted);
    expect(file.rows[2]?.raw).toBe("2024-01-06,Buy,1,BTC,5,last");
  });

  it("a file cut off inside a row or a quote says so", async () => {
    const cut = await readOk("x.csv", `${HEADER}\n${ROW}\n2024-01-05,Buy,0.`);
    expect(cut.rejected[0]).toMatchObject({
      line: 3,
      reason: expect.stringContaining("ends inside it"),
    });
    const quote = await refused("x.csv", `${HEADER}\n${ROW}\n2024-01-05,Buy,1,BTC,5,"never closed`);
    expect(quote).toMatchObject({ code: "broken-quote", file: "x.csv", line: 3 });
  });

  it("a quote where none may stand refuses the file with line and column, and nothing is half-read", async () => {
    const refusal = await refused(
      "x.csv",
      `${HEADER}\n${ROW}\n2024-01-05,Buy,1,BTC,5,"a"b\n${ROW}\n`,
    );
    expect(refusal).toMatchObject({ code: "broken-quote", line: 3, column: 6 });
  });

  it("whatever text a note holds comes back as it was", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "grapheme", maxLength: 30 }), { minLength: 1, maxLength: 5 }),
        async (notes) => {
          const clean = notes.map((note) =>
            note.replaceAll("\0", "").replaceAll("\ufeff", "").trim(),
          );
          const rows = clean.map(
            (note) => `2024-01-05,Buy,1,BTC,5,"${note.replaceAll('"', '""')}"`,
          );
          const file = await readOk("x.csv", `${HEADER}\n${rows.join("\n")}\n`);
          expect(file.transactions.map((each) => each.note)).toEqual(clean);
        },
      ),
      { numRuns: 300, seed: 3 },
    );
  }, 60_000);

  it("pieces of any size give the same result", async () => {
    const bytes = new TextEncoder().encode(
      `${HEADER}\r\n${`${ROW}"née, ""x""\r\n田"\r\n`.repeat(50)}`,
    );
    const whole = await readOk("x.csv", bytes);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (size) => {
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        const result = await readFile({ file: "x.csv", chunks }, { timeZone: "UTC" });
        expect(result.ok && result.value.rows).toEqual(whole.rows);
      }),
      { numRuns: 30, seed: 4 },
    );
  }, 60_000);
});

describe("hostile size: seconds and bounded memory", { timeout: 120_000 }, () => {
  const MB = 1024 * 1024;
  async function measure(chunks: Iterable<Uint8Array>) {
    const [cpu, memory] = [process.cpuUsage(), process.memoryUsage().rss];
    let peak = memory;
    const opened = await openFile({ file: "big.csv", chunks }, { timeZone: "UTC" });
    let code = opened.ok ? "read" : opened.error.code;
    let rows = 0;
    if (opened.ok) {
      try {
        for await (const batch of opened.value.batches) {
          rows += batch.rowCount;
          peak = Math.max(peak, process.memoryUsage().rss);
        }
      } catch (error) {
        code = error instanceof RefusedError ? error.refusal.code : "fault";
      }
    }
    const used = process.cpuUsage(cpu);
    return { code, rows, seconds: (used.user + used.system) / 1e6, grown: (peak - memory) / MB };
  }
  function* repeat(first: string, piece: Uint8Array, times: number) {
    yield new TextEncoder().encode(first);
    for (let index = 0; index < times; index += 1) {
      yield piece;
    }
  }

  it("an unclosed quote in 100 MB", async () => {
    const filler = new TextEncoder().encode(`${ROW}\n`.repeat(26_000));
    const result = await measure(repeat(`${HEADER}\n2024-01-05,Buy,1,BTC,5,"open\n`, filler, 100));
    expect(result.code).toBe("line-too-long");
    expect(result.seconds).toBeLessThan(3);
    expect(result.grown).toBeLessThan(200);
  });

  it("one line of 60 MB, as the first and as a later one", async () => {
    const filler = new Uint8Array(MB).fill(97);
    const first = await measure(repeat("", filler, 60));
    expect(first.code).toBe("unknown-layout");
    const later = await measure(repeat(`${HEADER}\n${ROW}\n`, filler, 60));
    expect(later.code).toBe("line-too-long");
    expect(first.seconds + later.seconds).toBeLessThan(3);
  });

  it("100,000 rows stream in pieces without keeping them", async () => {
    const piece = new TextEncoder().encode(`${ROW}\n`.repeat(1_000));
    const result = await measure(repeat(`${HEADER}\n`, piece, 100));
    expect(result).toMatchObject({ code: "read", rows: 100_000 });
    expect(result.grown).toBeLessThan(300);
  });
});
