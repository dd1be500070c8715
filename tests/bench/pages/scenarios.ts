import type { Tenant } from "./books-of-many";
import type { FirmOfClients } from "./firm-of-clients";
import type { Asked } from "./load";

/** The plainest dynamic page there is, a form asked for without any data; and the plainest route. */
export const FLOORS = { page: "/sign-in", route: "/api/health" } as const;

/** One thing people do, and how many times its floor of the same minute its 95th and 99th percentile may take. */
export interface Scenario {
  readonly name: string;
  readonly asked: readonly Asked[];
  readonly floor: keyof typeof FLOORS;
  readonly p95: number;
  readonly p99: number;
}

/** Everybody who is measured. */
export interface Everybody {
  readonly tenant: Tenant;
  readonly whale: Tenant;
  readonly firm: FirmOfClients;
}

/** What is asked eight at once (reliability.md, section 6). */
export function scenarios({ tenant, whale, firm }: Everybody, year: number): readonly Scenario[] {
  const of = ({ client, cookie }: Tenant, path: string): Asked => ({
    path: `/clients/${client}${path}`,
    cookie,
  });
  const board = (path: string): Asked => ({ path, cookie: firm.cookie });
  const page = (name: string, p95: number, p99: number, ...asked: Asked[]): Scenario => ({
    name,
    asked,
    floor: "page",
    p95,
    p99,
  });
  return [
    page("overview", 3, 5, of(tenant, "")),
    page("a year", 3, 5, of(tenant, `/years/${year}`)),
    page(
      "the largest ledger, sorted and filtered",
      4,
      8,
      of(whale, "/ledger?sort=value&kind=sell"),
    ),
    page("the largest lots", 4, 8, of(whale, "/lots")),
    {
      name: "what what-if works from",
      asked: [{ path: `/api/clients/${tenant.client}/what-if`, cookie: tenant.cookie }],
      floor: "route",
      p95: 5,
      p99: 10,
    },
    page("a firm's list", 3, 6, board("/clients")),
    page("a firm's board", 3, 6, board("/clients?view=board")),
    page("a firm's list, searched", 3, 6, board("/clients?q=client+0&sort=stake&over=100")),
    page("a firm's harvest list", 3, 6, board("/clients/harvest")),
  ];
}

/** A day's mixture: nine in ten read small books or a board, one in ten the largest. */
export function mixture({ tenant, whale, firm }: Everybody, year: number): readonly Asked[] {
  const small = ["", `/years/${year}`, "/ledger", "/lots", "/years", "/review", "/reports"];
  return [
    ...small.map((path) => ({ path: `/clients/${tenant.client}${path}`, cookie: tenant.cookie })),
    { path: "/clients", cookie: firm.cookie },
    { path: "/clients/harvest", cookie: firm.cookie },
    { path: `/clients/${whale.client}/ledger`, cookie: whale.cookie },
  ];
}
