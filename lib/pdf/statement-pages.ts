import type { Attachment } from "@/lib/reports/model";
import type { Bookmark } from "./file/document";
import { drawAttachmentPage } from "./parts/attachment";
import type { Pen } from "./pen";
import type { Shaper } from "./shape";

/** The rows of Form 8949 page by page, one way for every paper that has them. */
export function statementSheets(
  shaper: Shaper,
  statement: Attachment,
): readonly ((pen: Pen) => void)[] {
  return statement.pages.map((page) => (pen) => drawAttachmentPage(pen, shaper, statement, page));
}

/** Where the rows of each box begin, counted from the first page of the statement. */
export function boxMarks({ pages }: Attachment): readonly Bookmark[] {
  return pages.flatMap(({ box, part }, page) =>
    pages[page - 1]?.box === box ? [] : [{ label: `Box ${box}: ${part}`, page }],
  );
}
