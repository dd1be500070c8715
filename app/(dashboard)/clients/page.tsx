import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { TextField } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { EmptyRow, RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { DeskShell } from "@/app/(dashboard)/_shell/desk-shell";
import { requireUser } from "@/lib/auth/session";
import { type Params, paramOf } from "@/lib/services/ledger-filter";
import { type ClientItem, viewClients } from "@/lib/services/view-clients";
import { AddClientForm } from "./_components/add-client-form";

export const metadata: Metadata = { title: "Clients" };

export default async function ClientsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const query = await searchParams;
  const user = await requireUser();
  const search = paramOf(query, "q");
  const view = await viewClients(user, search, pageOf(query));
  if (view.only !== null) {
    redirect(`/clients/${view.only}`);
  }
  const kept = search === null ? "" : `q=${encodeURIComponent(search)}&`;
  return (
    <DeskShell user={{ name: user.name, email: user.email }}>
      <PageHeader
        over={view.firmName ?? undefined}
        title="Clients"
        lead="One set of books for each taxpayer. What you open and change is on their record."
        actions={view.mayAdd && <AddClientForm />}
      />
      {view.total === 0 ? (
        <EmptyState title="No clients yet">
          {view.mayAdd
            ? "Add your first client; their files, figures and reports stay in their own books."
            : "Nobody has shared their books with you yet."}
        </EmptyState>
      ) : (
        <>
          <FindForm search={search} />
          <ClientTable clients={view.clients} />
          <Pagination
            page={view.page}
            pages={view.pages}
            summary={`${view.matching} of ${view.total} ${view.total === 1 ? "client" : "clients"}`}
            hrefTemplate={`/clients?${kept}page={page}`}
          />
        </>
      )}
    </DeskShell>
  );
}

function pageOf(query: Params): number {
  const text = paramOf(query, "page") ?? "";
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1;
}

function FindForm({ search }: { search: string | null }) {
  return (
    <search>
      <form action="/clients" className="mb-4 flex flex-wrap items-end gap-3">
        <TextField
          name="q"
          type="search"
          label="Find a client"
          defaultValue={search ?? ""}
          className="min-w-64"
        />
        <Button type="submit">Find</Button>
        {search !== null && (
          <Link href="/clients" className="inline-flex min-h-10 items-center text-accent underline">
            All clients
          </Link>
        )}
      </form>
    </search>
  );
}

function ClientTable({ clients }: { clients: readonly ClientItem[] }) {
  return (
    <Table caption="Clients" density="comfortable">
      <thead>
        <tr>
          <Th sticky>Client</Th>
          <Th>Status</Th>
          <Th numeric>Transactions</Th>
          <Th numeric>Need a decision</Th>
        </tr>
      </thead>
      <tbody>
        {clients.length === 0 && <EmptyRow columns={4}>No client has a name like that.</EmptyRow>}
        {clients.map((client) => (
          <Tr key={client.id}>
            <RowHead>
              <Link href={`/clients/${client.id}`} className="text-accent underline">
                {client.name}
              </Link>
            </RowHead>
            <Td>
              <Stage of={client.stage} />
            </Td>
            <Td numeric>{client.transactions.toLocaleString("en-US")}</Td>
            <Td numeric>{client.questions.toLocaleString("en-US")}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Stage({ of }: { of: ClientItem["stage"] }) {
  switch (of) {
    case "empty":
      return <Badge>No data yet</Badge>;
    case "questions":
      return <Badge tone="caution">Rows to decide on</Badge>;
    case "ready":
      return <Badge tone="gain">Books kept</Badge>;
    default:
      return of satisfies never;
  }
}
