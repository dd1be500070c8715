import Link from "next/link";
import { Section } from "@/app/_ui/page-header";
import { KeepInformed } from "../../harvest/season/_components/keep-informed";

/** How the season's steps reach the user, among the other settings. */
export function Reminders({ clientId, mayWrite }: { clientId: string; mayWrite: boolean }) {
  return (
    <Section
      title="Reminders"
      lead={
        <>
          Yours alone: others who work on these books choose their own. The steps themselves stand
          in{" "}
          <Link href={`/clients/${clientId}/harvest/season`} className="text-accent underline">
            the autumn
          </Link>
          .
        </>
      }
    >
      <KeepInformed clientId={clientId} mayWrite={mayWrite} />
    </Section>
  );
}
