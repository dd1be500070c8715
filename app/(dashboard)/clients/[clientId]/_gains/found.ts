import { notFound } from "next/navigation";

/** The value of a view, or the page "not found": what one may not see does not exist. */
export async function found<T>(
  view: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false }>,
): Promise<T> {
  const result = await view;
  if (!result.ok) {
    notFound();
  }
  return result.value;
}
