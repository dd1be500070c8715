import { ButtonLink } from "@/app/_ui/button";
import { withNext } from "@/app/(auth)/_components/after-sign-in";
import type { MissingProof } from "@/lib/auth/session";
import { wayOutOf } from "@/lib/refusals";

export interface ProveFirstProps {
  /** What `missingProof` answered for the deed. */
  missing: MissingProof;
  /** The deed, as the end of "Before …": "somebody is let in". */
  before: string;
  /** The page to come back to. */
  next: string;
}

/** In the place of a form that the session has not shown enough for: what to show first, and where. */
export function ProveFirst({ missing, before, next }: ProveFirstProps) {
  const wayOut = wayOutOf(missing);
  return (
    <div className="max-w-2xl">
      <p className="mb-4">
        {missing === "confirm-first"
          ? `Before ${before}, confirm that it is you. It holds for five minutes.`
          : `Before ${before}, set up a second step beside your password: a passkey, or an app with six-digit codes. A stolen password alone can then do none of this.`}
      </p>
      {wayOut !== null && (
        <ButtonLink href={withNext(wayOut.href, next)} variant="primary">
          {wayOut.label}
        </ButtonLink>
      )}
    </div>
  );
}
