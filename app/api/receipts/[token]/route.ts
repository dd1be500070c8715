import { defineOpenRoute, fileResponse } from "@/lib/request";
import { viewReceipt } from "@/lib/services/deletion/view-receipt";

/** The receipt of a deletion as the very bytes whose SHA-256 is on record, to whoever has its address. */
export const GET = defineOpenRoute<{ token: string }>(async ({ params }) => {
  const receipt = await viewReceipt(params.token);
  if (receipt === null || !receipt.isDone) {
    return { ok: false, error: { code: "not-found" } };
  }
  return {
    ok: true,
    value: fileResponse({
      fileName: `Lotwise receipt of deletion ${receipt.day}.txt`,
      contentType: "text/plain; charset=utf-8",
      bytes: new TextEncoder().encode(receipt.text),
    }),
  };
});
