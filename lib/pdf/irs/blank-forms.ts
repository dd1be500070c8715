import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { err, ok, type Result } from "@/lib/result";

/** Forms the product fills. */
export type FormName = "f8949" | "f1040sd";

/** One blank of the IRS: its file, where the IRS keeps it, and what it must be to the last byte. */
export interface BlankForm {
  readonly form: FormName;
  readonly year: number;
  readonly file: string;
  readonly url: string;
  readonly sha256: string;
}

/** SHA-256 of the final revision of each year's blank, as published on irs.gov. */
const PINS: readonly (readonly [FormName, number, string])[] = [
  ["f8949", 2020, "d832ff465f82d3ae4d2e06b0d7983374694cdc174a6f5a0261e14cc3a6a5f4fb"],
  ["f8949", 2021, "7d265f830ff83b5a07e275df2f4a59868a1f62e3f6aa0ee73c931ed517def44d"],
  ["f8949", 2022, "452cec716f08fda9c4c760fb3a3f339bb617250811fccc2429da36cd2b1f8038"],
  ["f8949", 2023, "8d42e05176c6a8c63bf025cb26546a878fc73c462b234ec70fd5a824c3b145a7"],
  ["f8949", 2024, "dcd2d7ff6833485038aa34946d9a91b7d5adf639677116b57f143677a85a3b51"],
  ["f8949", 2025, "274513891e4e281d11e14286f14b9df724c24b6030fca0f0681da64fb2e7f525"],
  ["f1040sd", 2020, "9e1073e5d56f518366ec92cf3f8eaa4fb8a4433f9c345cf9a2c268fe49fa3d00"],
  ["f1040sd", 2021, "b93087a323755af1d9ced9278dd7e6085680cea08324be67ec4cc5045c705e3d"],
  ["f1040sd", 2022, "7aa00b008894e30b38d0486e9ffdb1436e25f1f8503c8c6a13a7e85b34d1de5e"],
  ["f1040sd", 2023, "3421941cbc675e004d38ff3045e865f82bb97a5db080c9630a34057f4165ec07"],
  ["f1040sd", 2024, "5a006b1a9a17c19af294a3da0971528276598e6a54ac4ca1670656d71476b6f5"],
  ["f1040sd", 2025, "90564c8b7e49280363612639b804d113ebedb516c2e87c70649f29c844da1d2e"],
];

/** All blanks the product knows field by field. */
export const BLANK_FORMS: readonly BlankForm[] = PINS.map(([form, year, sha256]) => ({
  form,
  year,
  file: `${form}--${year}.pdf`,
  url: `https://www.irs.gov/pub/irs-prior/${form}--${year}.pdf`,
  sha256,
}));

/** Why a blank is not used: it is not there, or it is not the file that was compared field by field. */
export interface BlankRefusal {
  readonly code: "blank-missing" | "blank-changed";
  readonly file: string;
}

/** SHA-256 in hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The blank of a year out of `directory`, only when it is the very file that is pinned. */
export async function readBlankForm(
  directory: string,
  form: FormName,
  year: number,
): Promise<Result<Uint8Array, BlankRefusal>> {
  const blank = BLANK_FORMS.find((one) => one.form === form && one.year === year);
  if (blank === undefined) {
    return err({ code: "blank-missing", file: `${form}--${year}.pdf` });
  }
  const bytes = await readFile(path.join(directory, blank.file)).catch(() => null);
  if (bytes === null) {
    return err({ code: "blank-missing", file: blank.file });
  }
  return sha256Of(bytes) === blank.sha256
    ? ok(bytes)
    : err({ code: "blank-changed", file: blank.file });
}
