import type { Metadata } from "next";
import { PageHeader } from "@/app/_ui/page-header";
import { missingProof, requireSession } from "@/lib/auth/session";
import { viewOwnBooks } from "@/lib/services/deletion/view-own-books";
import { ProveFirst } from "../_components/prove-first";
import { DeleteAccountForm } from "./_components/delete-account-form";

export const metadata: Metadata = { title: "Delete account" };

export default async function DeleteAccountPage() {
  const session = await requireSession();
  const [books, missing] = await Promise.all([
    viewOwnBooks(session),
    missingProof(session, "second-step"),
  ]);
  return (
    <>
      <PageHeader
        over={session.email}
        title="Delete account"
        lead="Your sign-in and every book of your own are deleted for good, for everybody they were shared with too. You get a receipt to keep."
      />
      <div className="max-w-2xl">
        <h2 className="font-medium">What goes</h2>
        <ul className="mt-2 mb-6 flex list-disc flex-col gap-1.5 pl-5 text-sm">
          <li>E-mail, name, password, second steps, and every session, at once.</li>
          {books.length === 0 ? (
            <li>You have no books of your own. Those of others stay theirs.</li>
          ) : (
            books.map(({ id, name }) => (
              <li key={id}>
                The books <strong className="break-words font-medium">{name}</strong>. To take them
                along,{" "}
                <a href={`/clients/${id}/data`} className="text-accent underline">
                  export everything
                </a>{" "}
                first.
              </li>
            ))
          )}
        </ul>
        <h2 className="font-medium">What remains</h2>
        <ul className="mt-2 mb-8 flex list-disc flex-col gap-1.5 pl-5 text-sm">
          <li>Backups, for at most 35 days; then they are overwritten.</li>
          <li>In books of others, what you did there, as done by “somebody who left”.</li>
          <li>The receipt: ids, counts and moments.</li>
        </ul>
        {missing === null ? (
          <DeleteAccountForm email={session.email} />
        ) : (
          <ProveFirst missing={missing} before="an account is deleted" next="/account/delete" />
        )}
      </div>
    </>
  );
}
