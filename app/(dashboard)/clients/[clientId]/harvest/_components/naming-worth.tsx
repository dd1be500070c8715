import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Callout } from "@/app/_ui/callout";
import { Money } from "@/app/_ui/money";

/** What naming lots before the sales would save beyond the list; nothing where it saves nothing. */
export async function NamingWorth({
  worth,
  href,
}: {
  worth: Promise<{ ok: true; value: string | null } | { ok: false }>;
  /** The same goal with named lots. */
  href: string;
}) {
  const found = await worth;
  if (!found.ok || found.value === null) {
    return null;
  }
  return (
    <Callout className="mb-6" title="Other lots in the same accounts save more">
      Naming lots in your records before each sale would save <Money amount={found.value} /> more
      this year than the lots the accounts sell by themselves.{" "}
      <Link href={href} prefetch={false} className="text-accent underline">
        Show those lots
      </Link>
      . <AuthorityChip id="reg-1-1012-1-j" />
    </Callout>
  );
}
