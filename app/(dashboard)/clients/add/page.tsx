import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ButtonLink } from "@/app/_ui/button";
import { PageHeader } from "@/app/_ui/page-header";
import { DeskShell } from "@/app/(dashboard)/_shell/desk-shell";
import { requireUser } from "@/lib/auth/session";
import { mayAddTo } from "@/lib/services/firm/add-clients";
import { ListForm } from "./_components/list-form";

export const metadata: Metadata = { title: "Add clients" };

/** Many clients at once; whoever may add none goes to the client list. */
export default async function AddClientsPage() {
  const user = await requireUser();
  const may = await mayAddTo(user);
  if (!may.ok) {
    redirect("/clients");
  }
  return (
    <DeskShell user={user}>
      <PageHeader
        title="Add clients"
        lead="A whole list at once: looked at first, then added together or not at all."
        actions={<ButtonLink href="/clients">All clients</ButtonLink>}
      />
      <ListForm />
    </DeskShell>
  );
}
