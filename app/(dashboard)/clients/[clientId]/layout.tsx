import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { ClientShell } from "@/app/(dashboard)/_shell/client-shell";
import { requireUser } from "@/lib/auth/session";
import { viewShell } from "@/lib/services/view-shell";

/** The frame around one client's books. Books that are not the user's answer as if they did not exist. */
export default async function ClientLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ clientId: string }>;
}) {
  const user = await requireUser();
  const { clientId } = await params;
  const shell = await viewShell(user, clientId);
  if (!shell.ok) {
    notFound();
  }
  return (
    <ClientShell {...shell.value} user={{ name: user.name, email: user.email }}>
      {children}
    </ClientShell>
  );
}
