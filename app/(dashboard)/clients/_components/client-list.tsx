import Link from "next/link";
import type { ReactNode } from "react";
import { EmptyRow, Th } from "@/app/_ui/table";
import type { BoardItem } from "@/lib/services/cockpit/board-item";
import { type BoardQuery, type BoardSort, sortHref } from "@/lib/services/cockpit/board-query";
import type { ClientBoard } from "@/lib/services/cockpit/view-board";
import {
  AtStake,
  Due,
  Harvest,
  isZero,
  LastActivity,
  NearLong,
  OpenItems,
  Unexplained,
} from "./figures";
import { ListCell, ListTable } from "./list-table";
import { openHref } from "./open-href";
import { StageBadge } from "./stage-badge";

interface Column {
  readonly sort: BoardSort;
  readonly name: string;
  readonly isNumber?: boolean;
  readonly show: (item: BoardItem, today: string) => ReactNode;
  /** A card leaves out what has nothing to say. */
  readonly isEmpty: (item: BoardItem) => boolean;
}

const COLUMNS: readonly Column[] = [
  {
    sort: "items",
    name: "Open items",
    isNumber: true,
    show: (item) => <OpenItems item={item} />,
    isEmpty: ({ openItems }) => openItems === 0,
  },
  {
    sort: "stake",
    name: "Tax at stake",
    isNumber: true,
    show: (item) => <AtStake item={item} />,
    isEmpty: ({ taxAtStake, gainAtStake }) => isZero(taxAtStake ?? gainAtStake ?? "0"),
  },
  {
    sort: "harvest",
    name: "Can still save",
    isNumber: true,
    show: (item) => <Harvest item={item} />,
    isEmpty: ({ harvest }) => isZero(harvest ?? "0"),
  },
  {
    sort: "long",
    name: "Near a year",
    isNumber: true,
    show: (item) => <NearLong item={item} />,
    isEmpty: ({ turningLong }) => turningLong === 0,
  },
  {
    sort: "unexplained",
    name: "1099-DA unexplained",
    isNumber: true,
    show: (item) => <Unexplained item={item} />,
    isEmpty: ({ unexplained }) => isZero(unexplained ?? "0"),
  },
  {
    sort: "due",
    name: "Due",
    show: (item, today) => <Due item={item} today={today} />,
    isEmpty: () => false,
  },
  {
    sort: "activity",
    name: "Last activity",
    show: (item) => <LastActivity item={item} />,
    isEmpty: ({ lastActivityAt }) => lastActivityAt === null,
  },
];

const PREPARER: Column = {
  sort: "preparer",
  name: "Preparer",
  show: ({ preparers }) => preparers.map(({ name }) => name).join(", "),
  isEmpty: ({ preparers }) => preparers.length === 0,
};

/** Clients as a table; on a phone as cards of the same markup. */
export function ClientList({ board, query }: { board: ClientBoard; query: BoardQuery }) {
  const { items, people, today } = board;
  const columns = people.length === 0 ? COLUMNS : COLUMNS.toSpliced(5, 0, PREPARER);
  const direction = query.isDescending ? "descending" : "ascending";
  const head = (sort: BoardSort) => ({
    href: sortHref(query, sort),
    direction: query.sort === sort ? (direction as "ascending" | "descending") : null,
  });
  return (
    <ListTable caption="Clients">
      <thead>
        <tr>
          <Th sticky sort={head("client")}>
            Client
          </Th>
          <Th sort={head("stage")}>Stage</Th>
          {columns.map(({ sort, name, isNumber }) => (
            <Th key={sort} numeric={isNumber} sort={head(sort)}>
              {name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.length === 0 && (
          <EmptyRow columns={columns.length + 2}>No client fits all of that.</EmptyRow>
        )}
        {items.map((item) => (
          <Row key={item.id} item={item} columns={columns} query={query} today={today} />
        ))}
      </tbody>
    </ListTable>
  );
}

interface RowProps {
  item: BoardItem;
  query: BoardQuery;
  today: string;
}

function Row({ item, columns, query, today }: RowProps & { columns: readonly Column[] }) {
  return (
    <tr>
      <th scope="row" className="edge">
        <Link
          href={`/clients/${item.id}`}
          prefetch={false}
          data-board-item=""
          data-open={openHref(query, item.id)}
          className="font-medium text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {item.name}
        </Link>
        <Freshness item={item} />
      </th>
      <td className="wide">
        <StageCell item={item} query={query} />
      </td>
      {columns.map(({ sort, name, isNumber, show, isEmpty }) => (
        <ListCell
          key={sort}
          name={name}
          className={isNumber ? "num" : undefined}
          isEmpty={isEmpty(item)}
        >
          {show(item, today)}
        </ListCell>
      ))}
    </tr>
  );
}

function StageCell({ item, query }: Omit<RowProps, "today">) {
  return (
    <Link
      href={openHref(query, item.id)}
      scroll={false}
      prefetch={false}
      className="inline-flex min-h-6 items-center hover:underline"
    >
      <StageBadge stage={item.stage} byHand={item.said !== null} />
      <span className="sr-only"> (move {item.name}, or set the due date)</span>
    </Link>
  );
}

/** Says when figures are those of before. */
export function Freshness({ item }: { item: Pick<BoardItem, "state" | "madeAt"> }) {
  if (item.state === "current") {
    return null;
  }
  return (
    <span className="block font-normal text-caution text-xs">
      {item.state === "missing" || item.madeAt === null
        ? "Being worked out"
        : `Being recomputed; as of ${item.madeAt.slice(0, 16).replace("T", " ")} UTC`}
    </span>
  );
}
