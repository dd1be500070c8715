import type { ReactNode } from "react";
import { DeskShell } from "@/app/(dashboard)/_shell/desk-shell";
import { requireUser } from "@/lib/auth/session";

/** The frame of the pages about the person who is signed in. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const user = await requireUser();
  return (
    <DeskShell user={user}>
      <div className="mx-auto max-w-3xl">{children}</div>
    </DeskShell>
  );
}
