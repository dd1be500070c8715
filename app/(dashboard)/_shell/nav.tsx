import {
  BookOpenText,
  CalendarRange,
  FileDown,
  FolderOpen,
  History,
  House,
  Inbox,
  Layers,
  MessagesSquare,
  Settings2,
  Sprout,
  Upload,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";

/** One place of a client's books. */
export interface NavItem {
  label: string;
  href: string;
  /** Other places reached from it: there it is the current one too. */
  also: readonly string[];
  icon: ReactNode;
  /** A count beside it; zero shows nothing. */
  count: number;
  /** In the bottom bar of a phone. */
  thumb: boolean;
}

/**
 * Which places a person finds: those of some years only where no more is open to them, who is let in where they may say it,
 * messages and documents where there is another side. */
export interface Reach {
  someYears: boolean;
  mayShare: boolean;
  talks: boolean;
}

const places = [
  { label: "Overview", path: "", Icon: House, thumb: true },
  { label: "Import", path: "/import", Icon: Upload, thumb: false },
  { label: "Review", path: "/review", Icon: Inbox, thumb: true },
  { label: "Ledger", path: "/ledger", Icon: BookOpenText, thumb: false },
  { label: "Lots", path: "/lots", Icon: Layers, thumb: false },
  { label: "Years", path: "/years", Icon: CalendarRange, thumb: true },
  { label: "Harvest", path: "/harvest", Icon: Sprout, thumb: true },
  { label: "Reports", path: "/reports", Icon: FileDown, thumb: false },
  { label: "Messages", path: "/messages", Icon: MessagesSquare, thumb: false },
  { label: "Documents", path: "/documents", Icon: FolderOpen, thumb: false },
  { label: "People", path: "/people", Icon: Users, thumb: false },
  { label: "Settings", path: "/settings", Icon: Settings2, thumb: false },
  { label: "History", path: "/history", Icon: History, thumb: false },
];

/** What is open to a grant of some years. */
const OF_YEARS = ["/years", "/reports"];

/** Where a place leads to beside its own pages. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  "/reports": ["/forms", "/amend"],
  "/settings": ["/data"],
};

/** Between the two sides of books. */
const OF_BOTH = ["/messages", "/documents"];

/** The places of one client's books, in the order of the work. */
export function clientNav(
  clientId: string,
  reviewCount: number | null,
  { someYears, mayShare, talks }: Reach,
): NavItem[] {
  const reached = places.filter(({ path }) =>
    someYears
      ? OF_YEARS.includes(path)
      : (path !== "/people" || mayShare) && (!OF_BOTH.includes(path) || talks),
  );
  return reached.map(({ label, path, Icon, thumb }) => ({
    label,
    href: `/clients/${clientId}${path}`,
    also: (ALSO[path] ?? []).map((one) => `/clients/${clientId}${one}`),
    icon: <Icon aria-hidden="true" className="size-5 shrink-0" strokeWidth={1.5} />,
    count: path === "/review" ? (reviewCount ?? 0) : 0,
    thumb: thumb || someYears,
  }));
}
