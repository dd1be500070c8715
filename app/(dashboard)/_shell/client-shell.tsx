import { Ellipsis } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Day } from "@/app/_ui/day";
import { Wordmark } from "@/app/_ui/logo";
import { Menu, MenuHeading } from "@/app/_ui/menu";
import { MenuLink } from "@/app/_ui/menu-link";
import { SkipLink } from "@/app/_ui/skip-link";
import { AccountMenu, type ShellUser } from "./account-menu";
import { type Command, CommandMenu } from "./command-menu";
import { clientNav, type NavItem } from "./nav";
import { RailLinks, ThumbLinks } from "./nav-links";
import { YearSwitch } from "./year-switch";

/** A client as the switcher names it. */
export interface ShellClient {
  id: string;
  name: string;
}

/** As what somebody works in books that are not their own. */
export interface Acting {
  by: "firm" | "grant";
  mayWrite: boolean;
  /** Tax years it is limited to; null: all. */
  years: readonly number[] | null;
  /** The last day, "2027-04-15"; null: none. */
  until: string | null;
}

export interface ClientShellProps {
  user: ShellUser;
  client: ShellClient;
  /** Clients the user may open, this one included. One alone shows no switcher. */
  clients: readonly ShellClient[];
  /** Working in somebody else's books: shows the banner and the client board. null: their own. */
  acting: Acting | null;
  /** May let people in. */
  mayShare: boolean;
  /** There is another side to write to. */
  talks: boolean;
  /** Open issues; null while they are counted. */
  reviewCount: number | null;
  /** Years with something in them, newest first, the present one included. */
  years: readonly number[];
  /** The day the figures speak of, "2026-11-21", in the client's tax time zone. */
  asOf: string;
  /** Server action. */
  /** The page: renders into `<main id="main">`. */
  children: ReactNode;
}

/** The frame around one client's books: rail, top bar, banner; bottom bar on a phone. */
export function ClientShell(props: ClientShellProps) {
  const { client, clients, acting, mayShare, talks, reviewCount, years, children } = props;
  const reach = { someYears: acting?.years != null, mayShare, talks };
  const items = clientNav(client.id, reviewCount, reach);
  const root = `/clients/${client.id}`;
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)] print:block">
      <SkipLink />
      <Rail items={items} actingFor={acting !== null} />
      <div className="flex min-w-0 flex-col pb-16 lg:pb-0">
        <TopBar {...props} root={root} commands={commandsOf(items, years, clients, root)} />
        {acting !== null && <ActingFor name={client.name} acting={acting} />}
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-6xl grow px-4 py-8 outline-none sm:px-8"
        >
          {children}
        </main>
      </div>
      <ThumbBar items={items} />
    </div>
  );
}

function Rail({ items, actingFor }: { items: readonly NavItem[]; actingFor: boolean }) {
  return (
    <div className="no-print hidden border-line border-r-[3px] border-double lg:block">
      <nav
        aria-label="Books"
        className="sticky top-0 flex max-h-dvh flex-col gap-4 overflow-y-auto px-3 py-4"
      >
        <Link href="/clients" prefetch={false} className="mb-2 px-2.5 py-1">
          <Wordmark />
        </Link>
        {actingFor && (
          <Link
            href="/clients"
            prefetch={false}
            className="min-h-9 rounded-ui px-2.5 py-1.5 text-muted text-sm hover:bg-sunken hover:text-ink"
          >
            ← All clients
          </Link>
        )}
        <RailLinks items={items} />
      </nav>
    </div>
  );
}

function TopBar(props: ClientShellProps & { root: string; commands: readonly Command[] }) {
  const { client, clients, years, asOf, user, root, commands } = props;
  return (
    <header className="no-print sticky top-0 z-40 flex min-h-14 items-center gap-x-2 border-line border-b bg-surface px-4 sm:px-8">
      <div className="flex min-w-0 grow items-center gap-3">
        <ClientName client={client} clients={clients} />
        <span className="hidden text-muted text-sm md:inline">
          as of <Day date={asOf} />
        </span>
      </div>
      <div className="hidden md:block">
        <CommandMenu commands={commands} />
      </div>
      <YearSwitch root={root} years={years} thisYear={shownYear(years, asOf)} />
      <AccountMenu user={user} />
    </header>
  );
}

/** The present year, or the newest that is open to whoever looks. */
function shownYear(years: readonly number[], asOf: string): number {
  const present = Number(asOf.slice(0, 4));
  return years.includes(present) ? present : (years[0] ?? present);
}

function ClientName({ client, clients }: { client: ShellClient; clients: readonly ShellClient[] }) {
  if (clients.length < 2) {
    return <span className="truncate font-medium">{client.name}</span>;
  }
  return (
    <Menu
      label={<span className="truncate">{client.name}</span>}
      name={`Client: ${client.name}`}
      className="-ml-2.5 min-w-0"
    >
      <MenuHeading>Clients</MenuHeading>
      {clients.slice(0, 12).map((one) => (
        <MenuLink key={one.id} href={`/clients/${one.id}`} current={one.id === client.id}>
          {one.name}
        </MenuLink>
      ))}
      <MenuLink href="/clients">All clients</MenuLink>
    </Menu>
  );
}

/** On every page of somebody else's books. */
function ActingFor({ name, acting }: { name: string; acting: Acting }) {
  return (
    <aside
      aria-label="Acting for a client"
      className="border-caution border-b bg-caution-soft px-4 py-1.5 text-sm sm:px-8"
    >
      You act for <strong className="font-semibold">{name}</strong>
      {acting.by === "grant" && (
        <>
          , who let you {acting.mayWrite ? "prepare" : "look at"} {yearsWords(acting.years)}
          {acting.until !== null && (
            <>
              {" "}
              until <Day date={acting.until} />
            </>
          )}
          {acting.years !== null && "; the rest of these books is closed to you"}
        </>
      )}
      {acting.by === "firm" && !acting.mayWrite && ", to read"}. What you do here is recorded, and
      they can see it.
    </aside>
  );
}

function yearsWords(years: readonly number[] | null): string {
  if (years === null) {
    return "these books";
  }
  const words = years.map(String);
  const last = words.pop();
  return `${words.length === 0 ? "" : `${words.join(", ")} and `}${last}`;
}

function ThumbBar({ items }: { items: readonly NavItem[] }) {
  return (
    <nav
      aria-label="Books, short"
      className="no-print fixed inset-x-0 bottom-0 z-40 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="grid grid-cols-5">
        <ThumbLinks items={items} />
        <li className="grid place-items-center">
          <Menu
            bare
            end
            label={
              <span className="flex flex-col items-center gap-0.5 font-normal text-muted text-xs">
                <Ellipsis aria-hidden="true" className="size-5" />
                More
              </span>
            }
            className="min-h-14"
          >
            {items
              .filter((item) => !item.thumb)
              .map((item) => (
                <MenuLink key={item.href} href={item.href}>
                  {item.label}
                </MenuLink>
              ))}
          </Menu>
        </li>
      </ul>
    </nav>
  );
}

function commandsOf(
  items: readonly NavItem[],
  years: readonly number[],
  clients: readonly ShellClient[],
  root: string,
): readonly Command[] {
  return [
    ...items.map(({ label, href }) => ({ label, href })),
    ...years.map((year) => ({ label: String(year), href: `${root}/years/${year}`, kind: "year" })),
    ...(clients.length > 1
      ? clients.map((one) => ({ label: one.name, href: `/clients/${one.id}`, kind: "client" }))
      : []),
    { label: "How we compute", href: "/method", kind: "help" },
  ];
}
