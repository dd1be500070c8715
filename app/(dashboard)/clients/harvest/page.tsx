import type { Metadata } from "next";
import Link from "next/link";
import { AssetName } from "@/app/_ui/asset-name";
import { buttonClass } from "@/app/_ui/button";
import { Day } from "@/app/_ui/day";
import { EmptyState } from "@/app/_ui/empty-state";
import { TextField } from "@/app/_ui/field";
import { Money, Quantity } from "@/app/_ui/money";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { DeskShell } from "@/app/(dashboard)/_shell/desk-shell";
import { requireUser } from "@/lib/auth/session";
import {
  type FirmCandidate,
  type HarvestList,
  viewHarvestList,
} from "@/lib/services/cockpit/view-harvest-list";
import { type Params, paramOf } from "@/lib/services/ledger-filter";

export const metadata: Metadata = { title: "Harvest list" };

/** What every client of the board can still sell this year, the most saving first. */
export default async function HarvestListPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams;
  const user = await requireUser();
  const text = paramOf(params, "q", 80);
  const list = await viewHarvestList(user, text, pageOf(params));
  const kept = text === null ? "" : `q=${encodeURIComponent(text)}&`;
  return (
    <DeskShell user={{ name: user.name, email: user.email }} wide>
      <PageHeader
        over={list.firmName ?? undefined}
        title={`Harvest before December 31, ${list.year}`}
        lead={<Lead list={list} />}
        actions={
          <Link href="/clients" className={buttonClass()}>
            All clients
          </Link>
        }
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
            summary={`${list.matching.toLocaleString("en-US")} ${list.matching === 1 ? "sale" : "sales"}`}
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
      {clients.toLocaleString("en-US")} {clients === 1 ? "client" : "clients"}; {daysLeft}{" "}
      {daysLeft === 1 ? "day is" : "days are"} left. One client's savings add up in the order of its
      plan. An estimate at the prices each client's books have.
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
        <button type="submit" className={buttonClass()}>
          Show
        </button>
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

function Candidates({ list }: { list: HarvestList }) {
  return (
    <Table caption="Sales that save tax this year">
      <thead>
        <tr>
          <Th sticky>Client</Th>
          <Th>Sell</Th>
          <Th>From</Th>
          <Th numeric>Lots</Th>
          <Th numeric>Gain or loss</Th>
          <Th numeric>Saves after costs</Th>
          <Th>Sell by</Th>
          <Th>As of</Th>
        </tr>
      </thead>
      <tbody>
        {list.rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ row }: { row: FirmCandidate }) {
  return (
    <Tr>
      <RowHead>
        <Link
          href={`/clients/${row.clientId}/harvest`}
          prefetch={false}
          className="font-medium underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {row.client}
        </Link>
      </RowHead>
      <Td className="whitespace-nowrap">
        <Quantity amount={row.quantity} /> <AssetName id={row.asset} />
      </Td>
      <Td>{row.account}</Td>
      <Td numeric>{row.lots.toLocaleString("en-US")}</Td>
      <Td numeric>
        <Money amount={row.gain} tone="signed" />
      </Td>
      <Td numeric className="font-medium">
        <Money amount={row.net} />
      </Td>
      <Td>
        <Day date={row.lastSafe} className={row.isLate ? "text-loss" : undefined} />
        {row.isLate && <span className="block text-loss text-xs">past our margin</span>}
      </Td>
      <Td className="text-muted">
        <Day date={row.madeAt.slice(0, 10)} />
      </Td>
    </Tr>
  );
}
