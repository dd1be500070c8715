import { z } from "zod";
import { type Answers, TEXT_ENCODINGS } from "@/lib/importers/source";
import { isTimeZone } from "@/lib/time/instant";

export type { Answers };

const shape = z
  .strictObject({
    dateOrder: z.enum(["day-first", "month-first"]),
    timeZone: z.string().refine(isTimeZone),
    addresses: z.array(z.string().trim().toLowerCase().min(3).max(120)).min(1).max(50),
    asset: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[\p{L}\p{N}$@.]{1,20}$/u),
    source: z.string().max(60),
    encoding: z.enum(TEXT_ENCODINGS),
  })
  .partial();

/** What a person said to what a file leaves open, as JSON text; nothing when there is none, null when it is not what is ever asked. */
export function readAnswers(json: string | null): Answers | null {
  if (json === null) {
    return {};
  }
  try {
    const read = shape.safeParse(JSON.parse(json));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
