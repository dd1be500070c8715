import { renderPaperPdf } from "@/lib/pdf/render";
import type { Paper } from "@/lib/reports/paper";
import { paperCsv } from "@/lib/reports/paper-csv";

/** A file to be sent, with the name it is saved under. */
export interface PaperFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A file that is sent piece by piece. `size`: in bytes, where it is known before. */
export interface StreamedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly size?: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A paper as PDF, or as CSV with the same strings; `name` is that of the file without its ending. */
export async function paperFile(paper: Paper, name: string, as: "pdf" | "csv"): Promise<PaperFile> {
  return as === "pdf"
    ? {
        fileName: `${name}.pdf`,
        contentType: "application/pdf",
        bytes: await renderPaperPdf(paper),
      }
    : {
        fileName: `${name}.csv`,
        contentType: "text/csv; charset=utf-8",
        bytes: new TextEncoder().encode(paperCsv(paper)),
      };
}
