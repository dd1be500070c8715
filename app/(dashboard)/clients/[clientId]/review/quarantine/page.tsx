import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { counted } from "@/app/_ui/counted";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Tabs } from "@/app/_ui/tabs";
import { requireUser } from "@/lib/auth/session";
import type { GroupView } from "@/lib/services/quarantine/groups";
import { type QuarantineView, viewQuarantine } from "@/lib/services/view-quarantine";
import { type ClientPageProps, one, pageNumber, type Query } from "../../_gains/address";
import { found } from "../../_gains/found";
import { Done } from "./_components/done";
import { GroupHead, GroupList } from "./_components/groups";
import { Pair } from "./_components/pair";
import { backText, quarantineHref } from "./_components/quarantine-address";
import { QuarantineKeys } from "./_components/quarantine-keys";

export const metadata: Metadata = { title: "Quarantine" };

export default async function QuarantinePage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const view = await found(
    viewQuarantine(user, clientId, {
      state: one(query, "state"),
      batch: one(query, "batch"),
      group: one(query, "group"),
      item: one(query, "item"),
      page: pageNumber(query),
    }),
  );
  const { group, state } = view;
  const href = (changes: Readonly<Record<string, string | null>>) =>
    quarantineHref(clientId, query, { item: null, ...changes });
  const inBrackets = (count: number) => (count === 0 ? "" : ` (${count.toLocaleString("en-US")})`);
  return (
    <>
      <PageHeader
        over="Review"
        title="Quarantine"
        lead="Rows that seem to repeat rows you have, and tokens you did not ask for. They are kept and count only when you say so; every answer can be taken back."
        actions={<ButtonLink href={`/clients/${clientId}/review`}>Back to the review</ButtonLink>}
      />
      <Done query={query} clientId={clientId} />
      {view.open + view.decided > 0 && (
        <Tabs
          label="Quarantine"
          tabs={[
            {
              href: href({ state: null, group: null, page: null }),
              label: `Waiting${inBrackets(view.open)}`,
              current: state === "open",
            },
            {
              href: href({ state: "decided", group: null, page: null }),
              label: `Decided${inBrackets(view.decided)}`,
              current: state === "decided",
            },
          ]}
        />
      )}
      {group === null ? (
        <Nothing isOpen={state === "open"} hasDecided={view.decided > 0} />
      ) : (
        <SideBySide view={view} group={group} clientId={clientId} query={query} />
      )}
    </>
  );
}

interface SideBySideProps {
  view: QuarantineView;
  group: GroupView;
  clientId: string;
  query: Query;
}

/** The groups, and the pairs of the one that is shown. */
function SideBySide({ view, group, clientId, query }: SideBySideProps) {
  const { groups, state, mayWrite, pairs, page, pages } = view;
  const hrefOf = (changes: Readonly<Record<string, string | null>>) =>
    quarantineHref(clientId, query, { item: null, ...changes });
  const back = backText(query);
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <GroupList
        groups={groups}
        current={group.key}
        hrefOf={(key) => hrefOf({ group: key, page: null })}
      />
      <section aria-label="Side by side" className="min-w-0">
        <GroupHead
          group={group}
          clientId={clientId}
          back={back}
          mayWrite={mayWrite}
          isOpen={state === "open"}
        />
        <QuarantineKeys isAfterDecision={one(query, "done") !== undefined} />
        <ol className="border-line border-t pt-6">
          {pairs.map((pair) => (
            <Pair key={pair.id} pair={pair} clientId={clientId} back={back} mayWrite={mayWrite} />
          ))}
        </ol>
        <Pagination
          page={page}
          pages={pages}
          summary={counted(group.count, "row")}
          hrefTemplate={hrefOf({ group: group.key, page: "@page@" }).replace(
            "%40page%40",
            "{page}",
          )}
        />
      </section>
    </div>
  );
}

function Nothing({ isOpen, hasDecided }: { isOpen: boolean; hasDecided: boolean }) {
  return (
    <EmptyState title={isOpen ? "Nothing waits here" : "Nothing was decided yet"}>
      {isOpen && hasDecided
        ? "Everything is decided. What was said stands under Decided and can be taken back there."
        : "When two files tell of the same trade, the second is kept here instead of counting twice."}
    </EmptyState>
  );
}
