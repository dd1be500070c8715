import type { Metadata } from "next";
import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ButtonLink, DownloadLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { DefinitionList } from "@/app/_ui/definition-list";
import { Money } from "@/app/_ui/money";
import { PageHeader, Section, Sheet } from "@/app/_ui/page-header";
import { Stat } from "@/app/_ui/stat";
import { WhyLink } from "@/app/_ui/why-link";
import { requireUser } from "@/lib/auth/session";
import { type PlanView, viewPlan } from "@/lib/services/season/view-plan";
import { address, one, type Query } from "../../../_gains/address";
import { found } from "../../../_gains/found";
import { openParts } from "../../../_gains/open-parts";
import { AskedIf } from "../../_components/asked-text";
import { HarvestTabs } from "../../_components/harvest-tabs";
import { Worksheets } from "../../_components/worksheets";
import { CommentForm } from "../_components/comment-form";
import { Executed } from "../_components/executed";
import { NoSheetsNote } from "../_components/no-sheets";
import { InputsNotKept, PlanInputs } from "../_components/plan-inputs";
import { PlanSales } from "../_components/plan-sales";

export const metadata: Metadata = { title: "Plan" };

interface PlanPageProps {
  params: Promise<{ clientId: string; planId: string }>;
  searchParams: Promise<Query>;
}

export default async function PlanPage({ params, searchParams }: PlanPageProps) {
  const [{ clientId, planId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const asked = Number(one(query, "version"));
  const version = Number.isInteger(asked) && asked > 0 ? asked : null;
  const why = one(query, "why");
  const plan = await found(viewPlan(user, clientId, planId, version, undefined, why));
  const root = `/clients/${clientId}/harvest`;
  const { whyHref, closeHref } = openParts(`${root}/plans/${plan.id}`, query);
  const pdf = `/api/clients/${clientId}/plans/${plan.id}?version=${plan.version}`;
  return (
    <>
      <PageHeader
        over={`Plan for ${plan.year}, version ${plan.version}${plan.isLast ? "" : ", a later one is saved"}`}
        title={plan.name}
        lead={plan.note === "" ? `Saved ${plan.saved}.` : plan.note}
        actions={
          <>
            <DownloadLink href={pdf}>PDF</DownloadLink>
            {!plan.isOver && plan.mayWrite && (
              <ButtonLink
                href={address(root, {}, { ...plan.costs, picked: "1", pick: plan.picks })}
                variant="primary"
              >
                Open these sales
              </ButtonLink>
            )}
          </>
        }
      />
      <HarvestTabs clientId={clientId} current="plans" />
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <Moved plan={plan} whyHref={whyHref} />
          <Section
            title="Sales"
            lead={`${plan.doneCount} of ${plan.items.length} are in the books as planned, matched by account, asset and lots.`}
          >
            <PlanSales
              items={plan.items}
              root={`/clients/${clientId}`}
              isOver={plan.isOver}
              isAskable={plan.noSheets === null}
              whyHref={whyHref}
            />
          </Section>
          {plan.executed !== null && (
            <Section
              title="Planned against sold"
              lead="Each step is this year's tax run without and with the sales: together they are the difference."
            >
              <Executed
                executed={plan.executed}
                isOver={plan.isOver}
                isAskable={plan.noSheets === null}
                whyHref={whyHref}
              />
            </Section>
          )}
          <Section
            title="What it was computed from"
            lead={
              plan.inputs.length > 0 &&
              "As it was kept with this version, and as the books have it now."
            }
          >
            {plan.inputs.length > 0 ? (
              <PlanInputs
                lines={plan.inputs}
                heads={["When it was saved", "Now"]}
                missing={["not kept", "not known"]}
              />
            ) : (
              <InputsNotKept>{`Version ${plan.version}`}</InputsNotKept>
            )}
          </Section>
          <Section title="What is said about it">
            <Comments plan={plan} clientId={clientId} />
          </Section>
        </div>
        <aside
          aria-label="The year without and with the plan"
          className="flex flex-col gap-6 max-lg:order-first"
        >
          <Figures plan={plan} whyHref={plan.noSheets === null ? whyHref("saved") : null} />
          <NoSheetsNote version={plan.version} why={plan.noSheets} againHref={whyHref("again")}>
            <Anew plan={plan} root={root} />
          </NoSheetsNote>
          {plan.versions.length > 1 && <Versions plan={plan} path={`${root}/plans/${plan.id}`} />}
        </aside>
      </div>
      {plan.sheets !== null && <Worksheets {...plan.sheets} closeHref={closeHref} />}
    </>
  );
}

function Moved({ plan, whyHref }: { plan: PlanView; whyHref: (key: string) => string }) {
  const isSame = plan.savingNow === plan.saving;
  return plan.hasMoved ? (
    <Callout
      tone={isSame ? "note" : "caution"}
      title={`Prices have moved since it was saved${isSame ? ", its saving has not" : ""}`}
      className="mb-6"
    >
      {plan.savingNow === null ? (
        "A price or the year's profile is missing, so what it saves now is not known."
      ) : (
        <>
          Then it saved{" "}
          <AskedIf amount={plan.saving} href={plan.noSheets === null ? whyHref("saved") : null} />,
          now the units still held would save{" "}
          <WhyLink href={whyHref("now")} about="the worksheets of the units still held">
            <Money amount={plan.savingNow} />
          </WhyLink>
          , by the worksheets.
        </>
      )}
    </Callout>
  ) : null;
}

/** Whether worksheets can be had, and how. */
function Anew({ plan, root }: { plan: PlanView; root: string }) {
  if (plan.isOver) {
    return `${plan.year} is over, so it cannot be saved anew.${plan.executed === null ? "" : " What was sold stands under “Planned against sold”, with its worksheets."}`;
  }
  return plan.mayWrite ? (
    <>
      <Link
        href={address(`${root}/plans/new`, {}, { plan: plan.id, picked: "1", pick: plan.picks })}
        prefetch={false}
        className="text-accent underline"
      >
        Save these sales anew
      </Link>
      : the next version is computed from the books and prices of now, and every figure of it opens
      its worksheets.
    </>
  ) : (
    "A new version, saved by whoever may change these books, would have them."
  );
}

function Figures({ plan, whyHref }: { plan: PlanView; whyHref: string | null }) {
  const asked = (amount: string) => <AskedIf amount={amount} href={whyHref} />;
  const saving = <Money amount={plan.saving} cents="small" />;
  return (
    <Sheet className="flex flex-col gap-5">
      <Stat
        size="headline"
        label={`Tax kept in ${plan.year}, as saved, estimate`}
        value={
          whyHref === null ? (
            saving
          ) : (
            <WhyLink href={whyHref} about="every worksheet without and with the plan">
              {saving}
            </WhyLink>
          )
        }
        note="Federal income tax and net investment income tax, the year run without and with these sales."
      />
      <DefinitionList
        items={[
          { key: "without", term: "Tax without", value: asked(plan.taxWithout) },
          { key: "with", term: "Tax with", value: asked(plan.taxWith) },
          {
            key: "carried",
            term: "Added to the carryover",
            value: asked(plan.carryoverAdded),
          },
          { key: "saved", term: "Saved", value: plan.saved },
          { key: "engine", term: "Computed by", value: `engine ${plan.engine}` },
        ]}
      />
      <p className="flex flex-wrap gap-1.5">
        <AuthorityChip id="irc-1211" />
        <AuthorityChip id="irc-1212" />
        <AuthorityChip id="irc-1h" />
        <AuthorityChip id="irc-1411" />
      </p>
    </Sheet>
  );
}

function Versions({ plan, path }: { plan: PlanView; path: string }) {
  return (
    <nav aria-label="Versions of the plan">
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-semibold">Versions</h2>
        <ButtonLink
          href={`${path}/compare${plan.isLast ? "" : `?from=${plan.version}`}`}
          size="small"
          variant="quiet"
        >
          Side by side
        </ButtonLink>
      </div>
      <ul className="border-line border-t">
        {plan.versions.map(({ version, saved }) => (
          <li key={version} className="flex flex-wrap justify-between gap-x-4 border-line border-b">
            <ButtonLink
              href={`${path}?version=${version}`}
              size="small"
              variant="quiet"
              aria-current={version === plan.version ? "page" : undefined}
            >
              Version {version}
            </ButtonLink>
            <span className="self-center text-muted text-sm">{saved}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Comments({ plan, clientId }: { plan: PlanView; clientId: string }) {
  return (
    <>
      {plan.comments.length === 0 ? (
        <p className="text-muted">
          Nothing yet. Whoever else works on these books finds the plan here and may answer.
        </p>
      ) : (
        <ul className="border-line border-t">
          {plan.comments.map((comment) => (
            <li key={`${comment.at} ${comment.text}`} className="border-line border-b py-2">
              <p className="text-muted text-sm">
                {comment.byYou ? "You" : comment.author}, {comment.at}
              </p>
              <p className="whitespace-pre-wrap break-words">{comment.text}</p>
            </li>
          ))}
        </ul>
      )}
      {plan.mayWrite && <CommentForm clientId={clientId} plan={plan.id} />}
    </>
  );
}
