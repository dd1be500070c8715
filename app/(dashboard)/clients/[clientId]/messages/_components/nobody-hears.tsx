import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";

/** Said where nobody on the other side can open these books: nothing written here would reach anybody. */
export function NobodyHears({ clientId }: { clientId: string }) {
  return (
    <Callout
      tone="caution"
      title="Nobody on the other side can read this yet"
      className="mb-6"
      actions={<ButtonLink href={`/clients/${clientId}/people`}>Invite them</ButtonLink>}
    >
      What you write waits here. Once somebody is let in to all tax years, they find it and are told
      of what comes after.
    </Callout>
  );
}
