import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { drawPaper } from "@/lib/pdf/draw";
import { EMPTY_SECTION, type Paper } from "@/lib/reports/paper";
import { temporaryFolder } from "../support/folders";
import { pdfText } from "../support/pdf-text";

const folder = temporaryFolder("scripts");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LEFT_TO_RIGHT = [
  "हिन्दी क्षत्रिय राष्ट्रीय श्री",
  "น้ำ ญี่ปุ่น บริษัท จำกัด",
  "বাংলা ক্ষমতা স্ত্রী",
  "ગુજરાતી કંપની",
  "ਪੰਜਾਬੀ ਸਿੰਘ",
  "ଓଡ଼ିଆ ଶ୍ରୀ",
  "தமிழ் நிறுவனம்",
  "తెలుగు సంస్థ",
  "ಕನ್ನಡ ಸಂಸ್ಥೆ",
  "മലയാളം കമ്പനി",
  "ශ්‍රී ලංකා",
  "ភាសាខ្មែរ ក្រុមហ៊ុន",
  "ພາສາລາວ ນ້ຳ",
  "မြန်မာ ကုမ္ပဏီ ကြီး",
  "བོད་ཡིག",
  "Հայերեն",
  "ქართული",
  "አማርኛ",
  "ⵜⵉⴼⵉⵏⴰⵖ",
  "ᏣᎳᎩ",
  "ᐃᓄᒃᑎᑐᑦ",
  "ᱥᱟᱱᱛᱟᱲᱤ",
  "ꯃꯤꯇꯩ",
  "中文 公司 繁體",
  "日本語 カタカナ 株式会社",
  "한국 주식회사",
  "Ελλάδα Москва Nguyễn",
  "PEPE 🐸 🚀",
];
const RIGHT_TO_LEFT = ["شركة محمد", "کتاب‌های", "חברה בע״מ", "ܣܘܪܝܝܐ", "ދިވެހި", "ߒߞߏ", "𞤀𞤣𞤤𞤢𞤥"];

const paper = (names: readonly string[]): Paper => ({
  product: "Lotwise",
  title: "Names",
  documentTitle: "Names",
  client: "Ada Byron",
  edition: "",
  generated: "",
  generatedAt: "2026-01-15T09:30:00Z",
  draft: null,
  opening: "",
  sections: [
    {
      ...EMPTY_SECTION,
      heading: "Accounts",
      facts: names.map((value) => ({ label: "", value, note: "" })),
    },
  ],
});

async function printed(names: readonly string[]) {
  const drawn = await drawPaper(paper(names), "public/fonts");
  const file = path.join(folder, "names.pdf");
  writeFileSync(file, drawn.bytes);
  return { ...drawn, text: pdfText(file) };
}

describe("names on a paper", () => {
  it("in any script that many people write are printed whole, and are read back from the file as they were entered", async () => {
    const { warnings, text, bytes } = await printed(LEFT_TO_RIGHT);
    expect(warnings).toEqual([]);
    for (const name of LEFT_TO_RIGHT) {
      expect(text).toContain(name);
    }
    // Twenty typefaces of eleven megabytes: only the glyphs that are used are in the file.
    expect(bytes.length).toBeLessThan(250_000);
  });

  it("from right to left are too, each on the same bytes every time", async () => {
    const { warnings, text, bytes } = await printed(RIGHT_TO_LEFT);
    expect(warnings).toEqual([]);
    // A reader turns letters of Arabic and Hebrew round by itself.
    expect(text).toContain("شركة محمد");
    expect(text).toContain("חברה בע״מ");
    const again = await printed(RIGHT_TO_LEFT);
    expect(Buffer.compare(bytes, again.bytes)).toBe(0);
  });

  it("in a script none of our typefaces has are told on the paper, character by character", async () => {
    const { warnings, text } = await printed(["ᠮᠣᠩ"]);
    expect(warnings).toEqual([expect.stringContaining("U+1823, U+1829, U+182E")]);
    expect(text).toContain("U+1823, U+1829, U+182E");
  });
});
