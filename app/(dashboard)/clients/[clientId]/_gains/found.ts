import { notFound } from "next/navigation";
import { noteClosedPage } from "@/lib/closed-page";

/** The value of a view, or the page "not found": what one may not see does not exist. */
export async function found<T>(
  view: Promise<
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error?: { readonly code: string } }
  >,
): Promise<T> {
  const result = await view;
  return result.ok ? result.value : closed(result.error);
}

/** The page "not found", after it was written down why it stays closed. */
export async function closed(refusal = { code: "not-found" }): Promise<never> {
  await noteClosedPage(refusal);
  notFound();
}
