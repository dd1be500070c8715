import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Callout } from "@/app/_ui/callout";
import { Money } from "@/app/_ui/money";
import { WhyLink } from "@/app/_ui/why-link";
import type { NamingWorth as Worth } from "@/lib/services/view-best-harvest";
import type { OpenParts } from "../../_gains/open-parts";
import { Worksheets } from "./worksheets";

/** What naming lots before the sales would save beyond the list, with its worksheets; nothing where it saves nothing. */
export async function NamingWorth({
  worth,
  href,
  parts,
}: {
  worth: Promise<{ ok: true; value: Worth | null } | { ok: false }>;
  /** The same goal with named lots. */
  href: string;
  parts: OpenParts;
}) {
  const found = await worth;
  if (!found.ok || found.value === null) {
    return null;
  }
  const { worth: more, tax, costs, sums, sheets } = found.value;
  return (
    <>
      <Callout className="mb-6" title="Other lots in the same accounts save more">
        Naming lots in your records before each sale would save{" "}
        <WhyLink
          href={parts.whyHref("naming")}
          about="the worksheets with the list's sales and with named lots"
        >
          <Money amount={more} />
        </WhyLink>{" "}
        more this year than the lots the accounts sell by themselves.{" "}
        <Link href={href} prefetch={false} className="text-accent underline">
          Show those lots
        </Link>
        . <AuthorityChip id="reg-1-1012-1-j" />
      </Callout>
      {parts.asked === "naming" && (
        <Worksheets
          sheets={sheets}
          sums={sums}
          tax={tax}
          sides={["The list", "Named lots"]}
          title="Named lots beside the list"
          closeHref={parts.closeHref}
        >
          {costs !== "0" && (
            <>
              {" "}
              Selling them costs <Money amount={costs.replace("-", "")} />{" "}
              {costs.startsWith("-") ? "less" : "more"}.
            </>
          )}
        </Worksheets>
      )}
    </>
  );
}
