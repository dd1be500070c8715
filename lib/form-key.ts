/** The field in which a form carries its key. */
export const FORM_KEY = "formKey";

/** A key for a form that is shown, or was answered: a random uuid. Works on pages without `https` too, where `randomUUID` is missing. */
export function newFormKey(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
