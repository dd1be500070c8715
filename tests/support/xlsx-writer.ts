import { type ZipPart, zipOf } from "./zip-writer";

/** A cell: a text (shared), or XML of its own kind. null: no cell. */
export type CellSpec = string | { readonly xml: (place: string) => string } | null;

/** One sheet to write. */
export interface SheetSpec {
  readonly name: string;
  readonly rows: readonly (readonly CellSpec[])[];
  readonly state?: "hidden" | "veryHidden";
  /** Row numbers, where they are not 1, 2, 3. */
  readonly lines?: readonly number[];
  /** Attributes of rows, by index. */
  readonly rowAttributes?: ReadonlyMap<number, string>;
  /** After the rows: merged cells and the like. */
  readonly tail?: string;
}

/** A workbook to write. */
export interface BookSpec {
  readonly sheets: readonly SheetSpec[];
  readonly is1904?: boolean;
  /** Format codes; a cell's style is its place here plus one (style 0 is General). A number names a built-in format. */
  readonly formats?: readonly (string | number)[];
  /** Texts written in their cells instead of the shared table. */
  readonly isInline?: boolean;
  /** Replaces or adds parts. */
  readonly parts?: readonly ZipPart[];
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

/** A number exactly as it is to stand in the file. */
export const num = (stored: string, style = 0): CellSpec => ({
  xml: (place) => `<c r="${place}" s="${style}"><v>${stored}</v></c>`,
});

/** A cell of a type and its value: booleans, errors, ISO dates. */
export const typed = (type: string, value: string): CellSpec => ({
  xml: (place) => `<c r="${place}" t="${type}"><v>${value}</v></c>`,
});

/** A formula with the value it last came to; null: never computed. */
export const formula = (code: string, value: string | null): CellSpec => ({
  xml: (place) =>
    `<c r="${place}"><f>${escaped(code)}</f>${value === null ? "" : `<v>${value}</v>`}</c>`,
});

/** Writes a workbook as the parts of an .xlsx. */
export function xlsxOf(book: BookSpec): Buffer {
  const strings: string[] = [];
  const sheets = book.sheets.map((sheet, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    data: sheetXml(sheet, book.isInline === true ? null : strings),
  }));
  const own: ZipPart[] = [
    { name: "[Content_Types].xml", data: "<Types/>" },
    { name: "_rels/.rels", data: relations([["rId1", "officeDocument", "xl/workbook.xml"]]) },
    { name: "xl/workbook.xml", data: workbookXml(book) },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: relations([
        ...sheets.map(
          (_, index): Relation => [
            `rId${index + 1}`,
            "worksheet",
            `worksheets/sheet${index + 1}.xml`,
          ],
        ),
        ["rId90", "styles", "styles.xml"],
        ["rId91", "sharedStrings", "sharedStrings.xml"],
      ]),
    },
    ...sheets,
    { name: "xl/styles.xml", data: stylesXml(book.formats ?? []) },
    { name: "xl/sharedStrings.xml", data: stringsXml(strings) },
  ];
  const replaced = new Map((book.parts ?? []).map((part) => [part.name, part]));
  const kept = own.map((part) => replaced.get(part.name) ?? part);
  const added = (book.parts ?? []).filter(({ name }) => !own.some((part) => part.name === name));
  return zipOf([...kept, ...added]);
}

type Relation = readonly [id: string, type: string, target: string];

/** A relations part. */
export function relations(list: readonly Relation[], mode = ""): string {
  const items = list.map(
    ([id, type, target]) =>
      `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"${mode}/>`,
  );
  return `<Relationships xmlns="${PACKAGE}">${items.join("")}</Relationships>`;
}

function workbookXml({ sheets, is1904 }: BookSpec): string {
  const list = sheets.map(({ name, state }, index) => {
    const hidden = state === undefined ? "" : ` state="${state}"`;
    return `<sheet name="${escaped(name)}" sheetId="${index + 1}"${hidden} r:id="rId${index + 1}"/>`;
  });
  const dates = is1904 === true ? '<workbookPr date1904="1"/>' : "<workbookPr/>";
  return `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${dates}<sheets>${list.join("")}</sheets></workbook>`;
}

function stylesXml(formats: readonly (string | number)[]): string {
  const codes = formats.flatMap((format, index) =>
    typeof format === "number"
      ? []
      : [`<numFmt numFmtId="${164 + index}" formatCode="${escaped(format)}"/>`],
  );
  const cells = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === "number" ? format : 164 + index}"/>`,
  );
  return `<styleSheet xmlns="${MAIN}"><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${cells.join("")}</cellXfs></styleSheet>`;
}

function stringsXml(strings: readonly string[]): string {
  const items = strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
  return `<sst xmlns="${MAIN}" count="${strings.length}">${items.join("")}</sst>`;
}

function sheetXml(sheet: SheetSpec, strings: string[] | null): string {
  const known = new Map<string, number>();
  const rows = sheet.rows.map((cells, index) => {
    const line = sheet.lines?.[index] ?? index + 1;
    const xml = cells.map((cell, column) =>
      cellXml(cell, `${letters(column)}${line}`, strings, known),
    );
    return `<row r="${line}"${sheet.rowAttributes?.get(index) ?? ""}>${xml.join("")}</row>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${rows.join("")}</sheetData>${sheet.tail ?? ""}</worksheet>`;
}

function cellXml(
  cell: CellSpec,
  place: string,
  strings: string[] | null,
  known: Map<string, number>,
): string {
  if (cell === null) {
    return "";
  }
  if (typeof cell !== "string") {
    return cell.xml(place);
  }
  if (strings === null) {
    return `<c r="${place}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  }
  let index = known.get(cell);
  if (index === undefined) {
    index = strings.push(cell) - 1;
    known.set(cell, index);
  }
  return `<c r="${place}" t="s"><v>${index}</v></c>`;
}

/** "A" for 0, "AA" for 26. */
export function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
