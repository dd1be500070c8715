import type { Metadata } from "next";
import { DownloadLink } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";
import { StillWorking } from "@/app/_ui/still-working";
import { AuthTitle } from "@/app/(auth)/_components/auth-form";
import { type ReceiptView, viewReceipt } from "@/lib/services/deletion/view-receipt";

// The link's secret must not leave the page in a referrer.
export const metadata: Metadata = { title: "Receipt", referrer: "same-origin", robots: "noindex" };

/** What was deleted, to be kept by whoever had it done: the address is the key, for there may be no account any more. */
export default async function DeletedPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const receipt = await viewReceipt(token);
  if (receipt === null) {
    return (
      <AuthTitle title="There is no such receipt">
        A piece of the address is missing, or it is of another Lotwise. Open it as it was shown.
      </AuthTitle>
    );
  }
  if (receipt.isCalledOff) {
    return (
      <AuthTitle title="Nothing was deleted">
        Whoever asked for it may delete these books no more. They are open again to those who work
        in them, with every row in its place; an owner can have them deleted anew.
      </AuthTitle>
    );
  }
  return receipt.isDone ? (
    <Done receipt={receipt} token={token} />
  ) : (
    <>
      <AuthTitle title="Deleting" />
      <div className="mt-6">
        <StillWorking
          title="The books are closed"
          label="Deleting every row"
          unit="rows so far"
          done={receipt.counts.reduce((sum, [, count]) => sum + count, 0)}
          total={null}
        >
          Nobody can open them any more. You can leave this page; its address stays the same. Keep
          it for the receipt.
        </StillWorking>
      </div>
    </>
  );
}

function Done({ receipt, token }: { receipt: ReceiptView; token: string }) {
  const { kind, asked, finished, counts, heads, sha256 } = receipt;
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return (
    <>
      <AuthTitle title={kind === "books" ? "The books are deleted" : "The account is deleted"}>
        {total.toLocaleString("en-US")} rows of {counts.length} tables are gone. Keep this page or
        its file: it is all that is left.
      </AuthTitle>
      <dl className="mt-6 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
        <dt className="text-muted">Asked</dt>
        <dd className="text-right tabular-nums">{asked}</dd>
        <dt className="text-muted">Deleted</dt>
        <dd className="text-right tabular-nums">{finished}</dd>
      </dl>
      <div className="mt-6 flex flex-wrap gap-3">
        <DownloadLink href={`/api/receipts/${token}`} variant="primary">
          Keep the receipt
        </DownloadLink>
      </div>
      <h2 className="mt-8 font-medium">Rows deleted</h2>
      <dl className="mt-2 border-ink border-t text-sm">
        {counts.map(([table, count]) => (
          <div key={table} className="flex justify-between gap-4 border-line border-b py-1">
            <dt className="min-w-0 break-words">{table.replaceAll("_", " ")}</dt>
            <dd className="tabular-nums">{count.toLocaleString("en-US")}</dd>
          </div>
        ))}
      </dl>
      {heads.length > 0 && (
        <>
          <h2 className="mt-8 font-medium">Where the history ended</h2>
          {heads.map((head) => (
            <code key={head} className="mt-1 block break-all font-mono text-xs">
              {head}
            </code>
          ))}
        </>
      )}
      <h2 className="mt-8 font-medium">SHA-256 of the receipt</h2>
      <p className="mt-1 text-muted text-sm">
        Stays on record with us, so that a receipt shown later can be told from a forged one.
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-2">
        <code className="min-w-0 break-all font-mono text-xs">{sha256}</code>
        <CopyButton text={sha256} />
      </div>
      <h2 className="mt-8 font-medium">What remains</h2>
      <p className="mt-1 text-muted text-sm">
        Backups for at most 35 days, this receipt, and whatever was downloaded, mailed or filed.
        {kind === "account" &&
          " In books of others your deeds stay in the history, as done by somebody who left."}
      </p>
    </>
  );
}
