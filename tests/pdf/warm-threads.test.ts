import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Drawn, drawPaper } from "@/lib/pdf/draw";
import { renderPaperPdf } from "@/lib/pdf/render";
import { warmThreads } from "@/lib/pdf/warm-threads";
import { EMPTY_SECTION, type Paper } from "@/lib/reports/paper";
import { pdfText } from "../support/pdf-text";
import { testFolder } from "../support/test-folder";

const FONTS = path.join(process.cwd(), "public", "fonts");
const folder = testFolder("warm");

/** A letter of one page to somebody. */
const letter = (client: string, words = "Please correct the form."): Paper => ({
  product: "Lotwise",
  title: "Letter",
  documentTitle: `Letter, ${client}`,
  client,
  edition: "Engine 1, as of November 22, 2026",
  generated: "Nov 22, 2026, 16:31 UTC",
  generatedAt: "2026-11-22T16:31:05.120Z",
  draft: null,
  opening: words,
  sections: [{ ...EMPTY_SECTION, heading: "To the broker", paragraphs: [words] }],
});

let started = 0;
const count = (): void => {
  started += 1;
};
beforeAll(() => {
  process.on("worker", count);
});
afterAll(() => {
  process.off("worker", count);
});

/** How many threads were started for what was done. */
async function threadsFor<T>(work: () => Promise<T>): Promise<{ value: T; threads: number }> {
  const before = started;
  const value = await work();
  return { value, threads: started - before };
}

/** The same paper drawn in this thread, with nothing drawn before. */
const alone = async (paper: Paper): Promise<Buffer> =>
  Buffer.from((await drawPaper(paper, FONTS)).bytes);

function textOf(bytes: Uint8Array): string {
  const file = path.join(folder, `${crypto.randomUUID()}.pdf`);
  writeFileSync(file, bytes);
  return pdfText(file);
}

describe("papers somebody waits for", () => {
  it("are drawn one after the other by a thread that is kept, each as if it were the only one", async () => {
    const [first, second] = [letter("Ada Spring"), letter("王小明", "Each box, line by line.")];
    const { value, threads } = await threadsFor(async () => [
      await renderPaperPdf(first),
      await renderPaperPdf(second),
      await renderPaperPdf(first),
    ]);
    expect(threads).toBe(1);
    const [one, two, three] = value.map((bytes) => Buffer.from(bytes));
    expect(one?.equals(await alone(first))).toBe(true);
    expect(two?.equals(await alone(second))).toBe(true);
    expect(three?.equals(await alone(first))).toBe(true);
    expect(textOf(two ?? new Uint8Array())).not.toContain("Ada");
  });

  // U+00B5 and U+03BC are one glyph in Geist: what is read back of it must be what this paper says, not what the one before said.
  it("tell nothing of the paper before, not even by a sign that two letters share", async () => {
    const [micro, greek] = [letter("Ada", "5 \u00b5g"), letter("Eleni", "5 \u03bcg")];
    await renderPaperPdf(micro);
    const text = textOf(await renderPaperPdf(greek));
    expect(text).toContain("5 \u03bcg");
    expect(text).not.toContain("\u00b5");
    expect(textOf(await renderPaperPdf(micro))).toContain("5 \u00b5g");
  });

  it("two at once and no more; those that wait come out right", async () => {
    const papers = ["Ada", "Bea", "Cleo", "Dora", "Edda"].map((name) => letter(name));
    const { value, threads } = await threadsFor(() =>
      Promise.all(papers.map((one) => renderPaperPdf(one))),
    );
    expect(threads).toBe(1);
    value.forEach((bytes, index) => {
      expect(textOf(bytes)).toContain(papers[index]?.client);
    });
  });

  it("a fault ends the thread and is told; the next paper is drawn by another", async () => {
    const paper = letter("Ada Spring");
    const broken = renderPaperPdf(paper, { fontsDirectory: folder });
    await expect(broken).rejects.toMatchObject({ name: "PdfError", code: "failed" });
    const { value, threads } = await threadsFor(() => renderPaperPdf(paper));
    expect(threads).toBe(1);
    expect(Buffer.from(value).equals(await alone(paper))).toBe(true);
  });

  it("one that takes too long is stopped, also while others wait; they are drawn all the same", async () => {
    const paper = letter("Ada Spring");
    const late = Array.from({ length: 2 }, () => renderPaperPdf(paper, { timeoutMs: 1 }));
    const waiting = renderPaperPdf(paper);
    const ends = await Promise.allSettled([...late, waiting]);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
    expect(ends[0]).toMatchObject({ reason: { code: "timed-out" } });
  });
});

describe("a thread with nothing to draw", () => {
  it("ends after its time, and the next paper starts another", async () => {
    const threads = warmThreads(50);
    const order = {
      document: { kind: "paper", paper: letter("Ada Spring"), hasPreviews: false },
      fontsDirectory: FONTS,
    } as const;
    const watch = { timeoutMs: 60_000 };
    const ended = new Promise<void>((resolve) => {
      process.once("worker", (worker) => worker.once("exit", () => resolve()));
    });
    await threads.draw<Drawn>(order, watch);
    await ended;
    const again = await threadsFor(() => threads.draw<Drawn>(order, watch));
    expect(again.threads).toBe(1);
    expect(again.value.pages).toBe(1);
  });
});
