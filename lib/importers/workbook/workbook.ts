import { RefusedError, refusal } from "@/lib/importers/refusal";
import { type Shown, shownBy, unescaped } from "./cell-text";
import { damaged, LIMITS, tooLarge } from "./limits";
import { readXml } from "./xml";
import { type Archive, openArchive, type Part } from "./zip";

/** One sheet that holds cells. */
export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: Part;
}

/** What all sheets of a workbook share. Texts stand in memory: at most 64 MB unpacked. */
export interface Workbook {
  readonly archive: Archive;
  /** In the order of their tabs, hidden ones last. */
  readonly sheets: readonly Sheet[];
  readonly is1904: boolean;
  /** What the format of each cell style shows. */
  readonly styles: readonly Shown[];
  readonly strings: readonly string[];
}

/** Opens a workbook without reading a sheet. Throws `RefusedError`, also for archives that are no .xlsx, by what they are. */
export async function openWorkbook(file: string, bytes: Buffer): Promise<Workbook> {
  const archive = await openArchive(file, bytes);
  const root = (await relations(archive, "")).find(({ type }) => type === "officeDocument");
  const main = archive.parts.get(root?.target ?? "xl/workbook.xml");
  if (main === undefined || main.name.endsWith(".bin")) {
    throw await otherArchive(archive);
  }
  const related = await relations(archive, main.name);
  const { listed, is1904 } = await readList(archive, main);
  const sheets = listed.flatMap((sheet): readonly Sheet[] => {
    const relation = related.find(({ id, type }) => id === sheet.id && type === "worksheet");
    const part = archive.parts.get(relation?.target ?? "");
    return part === undefined ? [] : [{ name: sheet.name, isHidden: sheet.isHidden, part }];
  });
  if (sheets.length === 0) {
    throw damaged(file, "it has no sheet with cells");
  }
  const shared = (type: string) =>
    archive.parts.get(related.find((relation) => relation.type === type)?.target ?? "");
  return {
    archive,
    sheets: [
      ...sheets.filter(({ isHidden }) => !isHidden),
      ...sheets.filter((one) => one.isHidden),
    ],
    is1904,
    styles: await readStyles(archive, shared("styles")),
    strings: await readStrings(archive, shared("sharedStrings")),
  };
}

interface Relation {
  readonly id: string;
  /** The last word of its type: "worksheet", "styles". */
  readonly type: string;
  /** Lower case, from the root. */
  readonly target: string;
}

/** What a part refers to; targets outside the file are never looked at. */
async function relations(archive: Archive, of: string): Promise<readonly Relation[]> {
  const folder = of.slice(0, of.lastIndexOf("/") + 1);
  const part = archive.parts.get(`${folder}_rels/${of.slice(folder.length)}.rels`.toLowerCase());
  const found: Relation[] = [];
  if (part !== undefined) {
    await readXml(archive, part, LIMITS.partBytes, {
      open: (name, { Id = "", Type = "", Target = "", TargetMode = "" }) => {
        if (name === "Relationship" && TargetMode !== "External") {
          const type = Type.slice(Type.lastIndexOf("/") + 1);
          found.push({ id: Id, type, target: resolved(folder, Target) });
        }
      },
    });
  }
  return found;
}

function resolved(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") {
      path.pop();
    } else if (step !== "" && step !== ".") {
      path.push(step);
    }
  }
  return path.join("/").toLowerCase();
}

interface Listed {
  readonly name: string;
  readonly id: string;
  readonly isHidden: boolean;
}

async function readList(
  archive: Archive,
  part: Part,
): Promise<{ readonly listed: readonly Listed[]; readonly is1904: boolean }> {
  const listed: Listed[] = [];
  let is1904 = false;
  await readXml(archive, part, LIMITS.partBytes, {
    open: (name, attributes) => {
      if (name === "workbookPr") {
        is1904 = ["1", "true"].includes(attributes["date1904"] ?? "");
      }
      if (name === "sheet") {
        const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
        const isHidden = ["hidden", "veryHidden"].includes(attributes["state"] ?? "");
        listed.push({ name: (attributes["name"] ?? "").slice(0, 60), id, isHidden });
      }
    },
  });
  return { listed, is1904 };
}

async function readStyles(archive: Archive, part: Part | undefined): Promise<readonly Shown[]> {
  if (part === undefined) {
    return [];
  }
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let isInCells = false;
  await readXml(archive, part, LIMITS.partBytes, {
    open: (name, attributes) => {
      if (name === "numFmt") {
        codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
      } else if (name === "cellXfs") {
        isInCells = true;
      } else if (name === "xf" && isInCells) {
        ids.push(Number(attributes["numFmtId"] ?? "0"));
      }
    },
    close: (name) => {
      isInCells &&= name !== "cellXfs";
    },
  });
  return ids.map((id) => shownBy(id, codes));
}

/** The texts cells refer to by number; pieces of one text with formats of their own are joined, its reading aids left out. */
async function readStrings(archive: Archive, part: Part | undefined): Promise<readonly string[]> {
  const { file } = archive;
  const strings: string[] = [];
  if (part === undefined) {
    return strings;
  }
  let text = "";
  let isText = false;
  let isAid = false;
  await readXml(archive, part, LIMITS.stringBytes, {
    open: (name) => {
      isText = name === "t" && !isAid;
      isAid ||= name === "rPh";
    },
    text: (piece) => {
      text += isText ? piece : "";
    },
    close: (name) => {
      isText = false;
      isAid &&= name !== "rPh";
      if (name === "si") {
        if (text.length > LIMITS.cellChars || strings.length >= LIMITS.strings) {
          throw tooLarge(file, "its texts are longer or more than a sheet holds");
        }
        strings.push(unescaped(text));
        text = "";
      }
    },
  });
  return strings;
}

/** What an archive is that is no .xlsx, and what to do. */
async function otherArchive(archive: Archive): Promise<RefusedError> {
  const { file, parts } = archive;
  const mime = parts.get("mimetype");
  const kind = mime === undefined ? "" : Buffer.from(mime.packed.subarray(0, 80)).toString();
  const has = (ending: string) => [...parts.keys()].some((name) => name.endsWith(ending));
  const told = (what: string, remedy: string) =>
    new RefusedError(refusal("not-text", file, `The file is ${what}. ${remedy}`));
  if (kind.includes("opendocument.spreadsheet")) {
    return told("an OpenDocument spreadsheet (.ods)", "Save it as CSV or .xlsx and upload that.");
  }
  if (has("workbook.bin")) {
    return told("a binary Excel workbook (.xlsb)", "Save it as CSV or .xlsx and upload that.");
  }
  if (has(".iwa")) {
    return told("a Numbers document", "Export it as CSV or Excel (.xlsx) and upload that.");
  }
  if (has("word/document.xml") || has("ppt/presentation.xml")) {
    return told(
      "a text document or a presentation",
      "Upload the exchange's own CSV or .xlsx file.",
    );
  }
  return told("a zip archive", "Unpack it and upload the CSV or .xlsx files in it.");
}
