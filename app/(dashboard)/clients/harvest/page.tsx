import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { AssetName } from "@/app/_ui/asset-name";
import { Button, ButtonLink } from "@/app/_ui/button";
import { counted } from "@/app/_ui/counted";
import { Day } from "@/app/_ui/day";
import { EmptyState } from "@/app/_ui/empty-state";
import { TextField } from "@/app/_ui/field";
import { Money, Quantity } from "@/app/_ui/money";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Th } from "@/app/_ui/table";
import { DeskShell } from "@/app/(dashboard)/_shell/desk-shell";
import { requireUser } from "@/lib/auth/session";
import {
  type FirmCandidate,
  type HarvestList,
  viewHarvestList,
} from "@/lib/services/cockpit/view-harvest-list";
import { type Params, paramOf } from "@/lib/services/ledger-filter";
import { ListCell, ListTable } from "../_components/list-table";

export const metadata: Metadata = { title: "Harvest list" };

/** What every client of the board can still sell this year, the most saving first. */
export default async function HarvestListPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams;
  const user = await requireUser();
  const text = paramOf(params, "q", 80);
  const list = await viewHarvestList(user, text, pageOf(params));
  const kept = text === null ? "" : `q=${encodeURIComponent(text)}&`;
  return (
    <DeskShell user={user} wide>
      <PageHeader
        over={list.firmName ?? undefined}
        title={`Harvest before December 31, ${list.year}`}
        lead={<Lead list={list} />}
        actions={<ButtonLink href="/clients">All clients</ButtonLink>}
      />
      <Find text={text} />
      {list.matching === 0 ? (
        <EmptyState title={text === null ? "Nothing to harvest" : "Nothing fits that"}>
          {text === null
            ? "A sale stands here when it saves tax this year after its costs. It takes a tax profile, prices and lots below their basis."
            : "No client and no asset of that name has a sale that saves tax this year."}
        </EmptyState>
      ) : (
        <>
          <Candidates list={list} />
          <Pagination
            page={list.page}
            pages={list.pages}
            summary={counted(list.matching, "sale")}
            hrefTemplate={`/clients/harvest?${kept}page={page}`}
          />
        </>
      )}
    </DeskShell>
  );
}

function pageOf(params: Params): number {
  const text = paramOf(params, "page") ?? "";
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1;
}

function Lead({ list }: { list: HarvestList }) {
  const { net, clients, daysLeft } = list;
  return (
    <>
      <Money amount={net} /> of this year's tax can still be saved after costs, by{" "}
      {counted(clients, "client")}; {counted(daysLeft, "day is", "days are")} left. One client's
      savings add up in the order of its plan. An estimate at the prices each client's books have.
    </>
  );
}

function Find({ text }: { text: string | null }) {
  return (
    <search>
      <form action="/clients/harvest" className="mb-4 flex flex-wrap items-end gap-3">
        <TextField
          name="q"
          type="search"
          label="Client or asset"
          defaultValue={text ?? ""}
          className="min-w-52 grow sm:grow-0"
          autoComplete="off"
        />
        <Button type="submit">Show</Button>
        {text !== null && (
          <Link
            href="/clients/harvest"
            className="inline-flex min-h-10 items-center text-accent underline"
          >
            Everything
          </Link>
        )}
      </form>
    </search>
  );
}

interface Column {
  readonly name: string;
  readonly isNumber?: boolean;
  readonly show: (row: FirmCandidate) => ReactNode;
}

const COLUMNS: readonly Column[] = [
  {
    name: "Sell",
    show: ({ quantity, asset }) => (
      <span className="whitespace-nowrap">
        <Quantity amount={quantity} /> <AssetName id={asset} />
      </span>
    ),
  },
  { name: "From", show: ({ account }) => account },
  { name: "Lots", isNumber: true, show: ({ lots }) => lots.toLocaleString("en-US") },
  {
    name: "Gain or loss",
    isNumber: true,
    show: ({ gain }) => <Money amount={gain} tone="signed" />,
  },
  {
    name: "Saves after costs",
    isNumber: true,
    show: ({ net }) => (
      <span className="font-medium">
        <Money amount={net} />
      </span>
    ),
  },
  {
    name: "Sell by",
    show: ({ lastSafe, isLate }) => (
      <>
        <Day date={lastSafe} className={isLate ? "text-loss" : undefined} />
        {isLate && <span className="block text-loss text-xs">past our margin</span>}
      </>
    ),
  },
  {
    name: "As of",
    show: ({ madeAt }) => <Day date={madeAt.slice(0, 10)} className="text-muted" />,
  },
];

/** Sales as a table; on a phone as cards of the same markup, as on the client list. */
function Candidates({ list }: { list: HarvestList }) {
  return (
    <ListTable caption="Sales that save tax this year">
      <thead>
        <tr>
          <Th sticky>Client</Th>
          {COLUMNS.map(({ name, isNumber }) => (
            <Th key={name} numeric={isNumber}>
              {name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {list.rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </tbody>
    </ListTable>
  );
}

function Row({ row }: { row: FirmCandidate }) {
  return (
    <tr>
      <th scope="row" className="edge">
        <Link
          href={`/clients/${row.clientId}/harvest`}
          prefetch={false}
          className="font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {row.client}
        </Link>
      </th>
      {COLUMNS.map(({ name, isNumber, show }) => (
        <ListCell key={name} name={name} className={isNumber ? "num" : undefined}>
          {show(row)}
        </ListCell>
      ))}
    </tr>
  );
}
