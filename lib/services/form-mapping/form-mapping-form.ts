import { z } from "zod";
import { FORM_ROLES } from "@/lib/importers/form-mapping/columns";
import type { FormDraft } from "@/lib/importers/form-mapping/draft";
import { FORM_ROLE_LABELS } from "@/lib/importers/form-mapping/template";
import type { Choice } from "../mapping/mapping-form";

/** How a broker's form is read, as the screen holds it: texts alone, "" for what is not said. */
export interface FormMappingForm {
  /** Tells it from the mapping of transactions. */
  readonly as: "form";
  readonly payer: string;
  /** By column: what it is; "" when it is not read. */
  readonly roles: readonly string[];
  /** The one way its days are written. */
  readonly day: string;
}

const shape = z.object({
  as: z.literal("form"),
  payer: z.string().max(120),
  roles: z.array(z.union([z.literal(""), z.enum(FORM_ROLES)])).max(1_024),
  day: z.string().max(40),
});

/** What the screen sends, checked; null when it is not what it ever sends. */
export function readFormMapping(value: unknown): FormDraft | null {
  const read = shape.safeParse(value);
  if (!read.success) {
    return null;
  }
  const { payer, roles, day } = read.data;
  return {
    payer: payer.trim(),
    roles: roles.map((role) => (role === "" ? null : role)),
    day: day === "" ? null : day,
  };
}

/** True for what the screen of a broker's form sends. */
export function isFormMapping(value: unknown): boolean {
  return typeof value === "object" && value !== null && "as" in value && value.as === "form";
}

/** A draft as the screen holds it. */
export function formMappingForm({ payer, roles, day }: FormDraft): FormMappingForm {
  return { as: "form", payer, roles: roles.map((role) => role ?? ""), day: day ?? "" };
}

/** Everything a column can be, in the order of the form's boxes. */
export const FORM_ROLE_CHOICES: readonly Choice[] = FORM_ROLES.map((role) => ({
  value: role,
  label: FORM_ROLE_LABELS[role],
}));
