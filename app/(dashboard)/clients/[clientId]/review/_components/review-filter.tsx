import Link from "next/link";
import { cx } from "@/app/_ui/cx";
import { Tabs } from "@/app/_ui/tabs";
import type { FilterChoice, ReviewView } from "@/lib/services/view-review";
import type { Query } from "../../_gains/address";
import { reviewHref } from "./review-address";

/** Open or put aside, and which of them: every choice is an address. */
export function ReviewFilter({
  view,
  clientId,
  query,
}: {
  view: ReviewView;
  clientId: string;
  query: Query;
}) {
  const hrefOf = (name: string) => (value: string | null) =>
    reviewHref(clientId, query, { [name]: value });
  const { kind, year, severity } = view.filter;
  return (
    <>
      <Tabs
        label="Open or dismissed"
        tabs={[
          {
            href: reviewHref(clientId, {}),
            label: `Open ${view.open.toLocaleString("en-US")}`,
            current: view.state === "open",
          },
          {
            href: reviewHref(clientId, {}, { state: "dismissed" }),
            label: `Dismissed ${view.dismissed.toLocaleString("en-US")}`,
            current: view.state === "dismissed",
          },
        ]}
      />
      <div className="mb-4 flex flex-col gap-2">
        <Choices label="Kind" all={view.kinds} chosen={kind} hrefOf={hrefOf("kind")} />
        <Choices label="Year" all={view.years} chosen={year} hrefOf={hrefOf("year")} />
        <Choices
          label="Weight"
          all={view.severities}
          chosen={severity}
          hrefOf={hrefOf("severity")}
        />
      </div>
    </>
  );
}

function Choices({
  label,
  all,
  chosen,
  hrefOf,
}: {
  label: string;
  all: readonly FilterChoice[];
  chosen: string | null;
  hrefOf: (value: string | null) => string;
}) {
  if (all.length < 2 && chosen === null) {
    return null;
  }
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-x-1 gap-y-1 text-sm">
      <span className="w-14 text-muted">{label}</span>
      <Choice href={hrefOf(null)} isChosen={chosen === null}>
        All
      </Choice>
      {all.map(({ value, label: words, count }) => (
        <Choice key={value} href={hrefOf(value)} isChosen={chosen === value}>
          {words} <span className="text-muted tabular-nums">{count.toLocaleString("en-US")}</span>
        </Choice>
      ))}
    </nav>
  );
}

function Choice({
  href,
  isChosen,
  children,
}: {
  href: string;
  isChosen: boolean;
  children: React.ReactNode;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      scroll={false}
      aria-current={isChosen ? "true" : undefined}
      className={cx(
        "inline-flex min-h-7 items-center gap-1 rounded-ui border px-2",
        isChosen
          ? "border-ink font-medium text-ink"
          : "border-transparent text-muted hover:border-line-strong hover:text-ink",
      )}
    >
      {children}
    </Link>
  );
}
