import Link from "next/link";
import { dayText } from "@/app/_ui/day";
import { Money } from "@/app/_ui/money";
import { Scroller } from "@/app/_ui/scroller";
import type { BoardItem } from "@/lib/services/cockpit/board-item";
import { type BoardQuery, boardHref } from "@/lib/services/cockpit/board-query";
import { STAGE_WORDS } from "@/lib/services/cockpit/stage";
import type { BoardColumn, ClientBoard } from "@/lib/services/cockpit/view-board";
import { Freshness } from "./client-list";
import { isZero } from "./figures";
import { openHref } from "./open-href";

/** Clients by stage. A card is moved by its Move link, the key m, or by dragging: all ask for the reason. */
export function StageColumns({ board, query }: { board: ClientBoard; query: BoardQuery }) {
  return (
    <Scroller label="Clients by stage">
      <div className="board-columns">
        {board.columns.map((column) => (
          <Column key={column.stage} column={column} query={query} today={board.today} />
        ))}
      </div>
    </Scroller>
  );
}

function Column(props: { column: BoardColumn; query: BoardQuery; today: string }) {
  const { column, query, today } = props;
  const { stage, count, items } = column;
  const { name } = STAGE_WORDS[stage];
  return (
    <section aria-labelledby={`stage-${stage}`} data-stage={stage}>
      <h2
        id={`stage-${stage}`}
        className="mb-3 flex items-baseline justify-between gap-2 font-medium text-sm"
      >
        {name}
        <span className="text-muted">{count.toLocaleString("en-US")}</span>
      </h2>
      {items.length === 0 ? (
        <p className="text-muted text-sm">Nobody.</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {items.map((item) => (
            <Card key={item.id} item={item} query={query} today={today} />
          ))}
        </ul>
      )}
      {count > items.length && (
        <p className="mt-3 text-sm">
          <Link
            href={boardHref(query, { view: "list", stage })}
            prefetch={false}
            className="text-accent underline"
          >
            All {count.toLocaleString("en-US")} as a list
          </Link>
        </p>
      )}
    </section>
  );
}

function Card({ item, query, today }: { item: BoardItem; query: BoardQuery; today: string }) {
  const isLate = item.due < today && item.stage !== "filed";
  return (
    <li
      data-card=""
      data-open={openHref(query, item.id)}
      className="rounded-ui border border-line bg-raised p-2.5 text-sm"
    >
      <div className="flex items-start justify-between gap-2">
        <Link
          href={`/clients/${item.id}`}
          prefetch={false}
          draggable={false}
          data-board-item=""
          data-open={openHref(query, item.id)}
          className="min-w-0 break-words font-medium hover:underline"
        >
          {item.name}
        </Link>
        <Link
          href={openHref(query, item.id)}
          scroll={false}
          prefetch={false}
          draggable={false}
          className="-my-1 inline-flex min-h-6 shrink-0 items-center text-muted text-xs underline hover:text-ink"
        >
          Move<span className="sr-only"> {item.name}</span>
        </Link>
      </div>
      <Lines item={item} />
      <p className={isLate ? "mt-1 text-loss text-xs" : "mt-1 text-muted text-xs"}>
        {isLate ? "Was due " : "Due "}
        {dayText(item.due)}
        {item.said !== null && " · moved by hand"}
      </p>
      <Freshness item={item} />
    </li>
  );
}

/** What of a client is worth a line: what is open, what it may cost, what can still be saved. */
function Lines({ item }: { item: BoardItem }) {
  const { openItems, taxAtStake, harvest } = item;
  return (
    <>
      {openItems > 0 && (
        <p>
          {openItems.toLocaleString("en-US")} open
          {taxAtStake !== null && !isZero(taxAtStake) && (
            <>
              {" · "}
              <Money amount={taxAtStake} cents="none" /> of tax
            </>
          )}
        </p>
      )}
      {harvest !== null && !isZero(harvest) && (
        <p>
          Can still save <Money amount={harvest} cents="none" />
        </p>
      )}
    </>
  );
}
