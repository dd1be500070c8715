import type { ReactNode } from "react";
import { RowHead } from "@/app/_ui/table";

/** Names a row after somebody: their name with the e-mail under it, or the e-mail alone where no name is known yet. */
export function PersonHead({ email, children }: { email: string; children?: ReactNode }) {
  return (
    <RowHead>
      {children === undefined ? (
        <span className="block min-w-44 break-words">{email}</span>
      ) : (
        <>
          <span className="block">{children}</span>
          <span className="block min-w-44 break-words font-normal text-muted text-sm">{email}</span>
        </>
      )}
    </RowHead>
  );
}
