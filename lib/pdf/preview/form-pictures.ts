import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { init, type WrappedPdfiumModule } from "@embedpdf/pdfium";
import { PAGE } from "@/lib/pdf/theme";
import { invariant } from "@/lib/result";
import { greyPng } from "./png";

/** `FPDFBitmap_Gray`, `FPDF_ANNOT` and `FPDF_GRAYSCALE` of PDFium's fpdfview.h. */
const GREY = 1;
const FORMS_IN_GREY = 0x01 | 0x08;
const WHITE = 0xffffffff;

/**
 * The first pages of PDF files as pictures (PNG, one pixel a point, as `rasterPen` draws ours), their fields as filled. The files are the IRS's
 * blanks we have filled, drawn by PDFium, which reads them as a browser does; never files people sent. Throws for a file PDFium cannot read.
 */
export async function drawFormPictures(
  files: readonly Uint8Array[],
  pages: number,
): Promise<readonly (readonly Uint8Array[])[]> {
  const program = createRequire(import.meta.url).resolve("@embedpdf/pdfium/pdfium.wasm");
  const { buffer, byteOffset, byteLength } = await readFile(program);
  const pdfium = await init({ wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) });
  pdfium.PDFiumExt_Init();
  return files.map((bytes) => picturesOf(pdfium, bytes, pages));
}

function picturesOf(
  pdfium: WrappedPdfiumModule,
  bytes: Uint8Array,
  pages: number,
): readonly Uint8Array[] {
  const at = pdfium.pdfium.wasmExports.malloc(bytes.length);
  pdfium.pdfium.HEAPU8.set(bytes, at);
  const file = pdfium.FPDF_LoadMemDocument(at, bytes.length, "");
  invariant(file !== 0, "PDFium reads a form we have filled");
  const info = pdfium.PDFiumExt_OpenFormFillInfo();
  const fields = pdfium.PDFiumExt_InitFormFillEnvironment(file, info);
  // Fields on paper have no blue ground.
  pdfium.FPDF_SetFormFieldHighlightAlpha(fields, 0);
  const count = Math.min(pages, pdfium.FPDF_GetPageCount(file));
  const pictures = Array.from({ length: count }, (_, page) =>
    pictureOf(pdfium, { file, fields }, page),
  );
  pdfium.PDFiumExt_ExitFormFillEnvironment(fields);
  pdfium.PDFiumExt_CloseFormFillInfo(info);
  pdfium.FPDF_CloseDocument(file);
  pdfium.pdfium.wasmExports.free(at);
  return pictures;
}

function pictureOf(
  pdfium: WrappedPdfiumModule,
  { file, fields }: { readonly file: number; readonly fields: number },
  number: number,
): Uint8Array {
  const { width, height } = PAGE;
  const page = pdfium.FPDF_LoadPage(file, number);
  const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, GREY, 0, 0);
  pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, FORMS_IN_GREY);
  pdfium.FORM_OnAfterLoadPage(page, fields);
  pdfium.FPDF_FFLDraw(fields, bitmap, page, 0, 0, width, height, 0, FORMS_IN_GREY);
  pdfium.FORM_OnBeforeClosePage(page, fields);
  const [from, stride] = [pdfium.FPDFBitmap_GetBuffer(bitmap), pdfium.FPDFBitmap_GetStride(bitmap)];
  invariant(stride === width, "rows of greys follow each other");
  // Asked for only now: the memory may have moved to grow.
  const png = greyPng(pdfium.pdfium.HEAPU8.subarray(from, from + width * height), width, height);
  pdfium.FPDFBitmap_Destroy(bitmap);
  pdfium.FPDF_ClosePage(page);
  return png;
}
