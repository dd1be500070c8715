import type { Metadata } from "next";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Day } from "@/app/_ui/day";
import { EmptyState } from "@/app/_ui/empty-state";
import { Money } from "@/app/_ui/money";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { Stat, StatRow } from "@/app/_ui/stat";
import { requireUser } from "@/lib/auth/session";
import { type AmendView, viewAmend } from "@/lib/services/filing/view-amend";
import { type ClientPageProps, one } from "../_gains/address";
import { found } from "../_gains/found";
import { CascadeTable } from "./_components/cascade-table";
import { HurdleNote } from "./_components/hurdle-note";
import { WorthIt } from "./_components/worth-it";

export const metadata: Metadata = { title: "Amended returns" };

export default async function AmendPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const fee = one(query, "fee") ?? "";
  const view = await found(viewAmend(user, clientId, { fee }));
  const root = `/clients/${clientId}`;
  return (
    <>
      <PageHeader
        title="Amended returns"
        lead={
          <>
            When a filed year turns out wrong, it and every filed year after it are worked out again
            in one run: a loss moves on from year to year, used or not.{" "}
            <AuthorityChip id="irc-1212" />
          </>
        }
        actions={<ButtonLink href={`${root}/years`}>All years</ButtonLink>}
      />
      {view.unknown.length > 0 && <UnknownNote view={view} root={root} />}
      {view.hurdle !== null && <HurdleNote hurdle={view.hurdle} root={root} />}
      <Body view={view} root={root} fee={fee} />
    </>
  );
}

function Body({ view, root, fee }: { view: AmendView; root: string; fee: string }) {
  if (view.filedYears.length === 0) {
    return (
      <EmptyState
        title="No year is marked as filed"
        action={
          <ButtonLink variant="primary" href={`${root}/years`}>
            Choose a year
          </ButtonLink>
        }
      >
        Mark the years you have filed. What was filed is frozen then, and whatever changes later is
        told here with what to do about it.
      </EmptyState>
    );
  }
  if (view.years.length === 0) {
    return view.hurdle === null ? (
      <Callout
        tone={view.unknown.length > 0 ? "note" : "good"}
        title={
          view.unknown.length > 0
            ? "The figures that are known still stand"
            : "Every filed year still stands"
        }
      >
        The books give what was filed for {view.filedYears.join(", ")}. There is nothing to amend.
      </Callout>
    ) : null;
  }
  return (
    <>
      <Totals view={view} />
      <Section
        title="Year by year"
        lead={
          <>
            From the first wrong year to the last one filed, as of <Day date={view.today} />. A year
            whose time for a refund has passed is worked out all the same: what it could have used
            counts as used.
          </>
        }
      >
        <CascadeTable view={view} root={root} />
      </Section>
      <WorthIt view={view} fee={fee} root={root} />
      <Onward view={view} root={root} />
    </>
  );
}

function UnknownNote({ view, root }: { view: AmendView; root: string }) {
  return (
    <Callout
      tone="caution"
      title={`Amounts that are not known: ${view.unknown.join(", ")}`}
      className="mb-8"
      actions={<ButtonLink href={`${root}/review`}>Settle them in Review</ButtonLink>}
    >
      Sales or receipts of these filed years are in no figure yet. What is told here may still
      change.
    </Callout>
  );
}

/** The larger matter first: what can be claimed, or where there is nothing, what is owed. */
function Totals({ view }: { view: AmendView }) {
  const files = view.filingOrder.length;
  const owes = view.refundAllowed === "0" && view.additionalTax !== "0";
  const past = view.years.filter((year) => year.pastAssessment !== null).map(({ year }) => year);
  return (
    <StatRow>
      <Stat
        label="Refund you can claim"
        size={owes ? "plain" : "headline"}
        value={<Money amount={view.refundAllowed} />}
        note={
          <>
            Federal tax, without interest. <AuthorityChip id="irc-6511" />
          </>
        }
      />
      <Stat
        label="Tax to pay"
        size={owes ? "headline" : "plain"}
        value={<Money amount={view.additionalTax} />}
        note={
          view.additionalTax === "0"
            ? "None"
            : `Not a matter of choice. The IRS adds interest, and perhaps penalties; they are not worked out here.${past.length === 0 ? "" : ` For ${past.join(", ")} read what is said below first.`}`
        }
      />
      <Stat
        label="Refund lost to time"
        value={<Money amount={view.refundLost} />}
        note="What the law would have given, had it been claimed in time"
      />
      <Stat
        label="Returns to file"
        value={files.toLocaleString("en-US")}
        note={files === 0 ? "None" : `Oldest first: ${view.filingOrder.join(", ")}`}
      />
    </StatRow>
  );
}

function Onward({ view, root }: { view: AmendView; root: string }) {
  const { onward } = view;
  if (onward === null) {
    return null;
  }
  return (
    <Section
      later
      title={`Carried into ${onward.year}`}
      lead="What the corrected years leave for the next return."
    >
      <p>
        Short-term <Money amount={onward.short} />, long-term <Money amount={onward.long} />.
      </p>
      {onward.profileSays !== null && (
        <Callout
          tone="caution"
          title={`The profile of ${onward.year} says another carryover`}
          className="mt-4"
          actions={<ButtonLink href={`${root}/settings#profile`}>Correct the profile</ButtonLink>}
        >
          It states short-term <Money amount={onward.profileSays.short} /> and long-term{" "}
          <Money amount={onward.profileSays.long} />. The corrected worksheet above counts.
        </Callout>
      )}
    </Section>
  );
}
