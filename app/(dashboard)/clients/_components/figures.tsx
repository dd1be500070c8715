import { dayText } from "@/app/_ui/day";
import { Money } from "@/app/_ui/money";
import type { BoardItem } from "@/lib/services/cockpit/board-item";

/** Nothing there, said to whoever does not see the dash. */
function None({ children }: { children: string }) {
  return (
    <span className="text-muted">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{children}</span>
    </span>
  );
}

/** Open items, those that block the year apart. */
export function OpenItems({ item }: { item: BoardItem }) {
  if (item.openItems === 0) {
    return <None>no open items</None>;
  }
  return (
    <>
      {item.openItems.toLocaleString("en-US")}
      {item.blockingItems > 0 && (
        <span className="text-loss text-xs">
          {" "}
          <span aria-hidden="true">▲</span>
          {item.blockingItems.toLocaleString("en-US")}
          <span className="sr-only"> of them block the year</span>
        </span>
      )}
    </>
  );
}

/** Dollars between the least and the most tax the open items leave. */
export function AtStake({ item }: { item: BoardItem }) {
  const { taxAtStake, gainAtStake, unknownItems, state } = item;
  const more = unknownItems > 0 && (
    <span className="text-muted text-xs" title={`${unknownItems} items nothing is known about`}>
      {" "}
      + {unknownItems} unknown
    </span>
  );
  if (taxAtStake !== null && !isZero(taxAtStake)) {
    return (
      <>
        <Money amount={taxAtStake} cents="none" />
        {more}
      </>
    );
  }
  if (taxAtStake === null && gainAtStake !== null && !isZero(gainAtStake)) {
    return (
      <>
        <Money amount={gainAtStake} cents="none" />
        <span className="text-muted text-xs"> of gain</span>
        {more}
      </>
    );
  }
  return state === "missing" ? <None>not known yet</None> : more || <None>nothing at stake</None>;
}

/** What the best sales still save this year. */
export function Harvest({ item }: { item: BoardItem }) {
  const { harvest, harvestState } = item;
  if (harvest !== null) {
    return isZero(harvest) ? (
      <None>nothing to harvest</None>
    ) : (
      <Money amount={harvest} cents="none" />
    );
  }
  return harvestState === "no-profile" ? (
    <span className="text-muted text-xs">no tax profile</span>
  ) : (
    <None>no harvest</None>
  );
}

/** Lots whose first long-term day is near. */
export function NearLong({ item }: { item: BoardItem }) {
  const { turningLong, nextLongOn } = item;
  if (turningLong === 0 || nextLongOn === null) {
    return <None>none</None>;
  }
  return (
    <>
      {turningLong.toLocaleString("en-US")}{" "}
      <span className="whitespace-nowrap text-muted text-xs">from {short(nextLongOn)}</span>
    </>
  );
}

/** Dollars of Forms 1099-DA nothing explains yet. */
export function Unexplained({ item }: { item: BoardItem }) {
  return item.unexplained === null || isZero(item.unexplained) ? (
    <None>nothing unexplained</None>
  ) : (
    <Money amount={item.unexplained} cents="none" />
  );
}

/** When it is due; past days say so. */
export function Due({ item, today }: { item: BoardItem; today: string }) {
  const isLate = item.due < today && item.stage !== "filed";
  const look = isLate ? "font-medium text-loss" : item.isDueByLaw ? "text-muted" : "";
  return (
    <time dateTime={item.due} className={`whitespace-nowrap ${look}`}>
      {dayText(item.due)}
      {isLate && <span className="text-xs"> past</span>}
      {!isLate && item.isDueByLaw && <span className="sr-only"> by law, no day was set</span>}
    </time>
  );
}

/** The day of the last deed in the books. */
export function LastActivity({ item }: { item: BoardItem }) {
  const { lastActivityAt } = item;
  return lastActivityAt === null ? (
    <None>nothing yet</None>
  ) : (
    <time dateTime={lastActivityAt} className="whitespace-nowrap">
      {dayText(lastActivityAt)}
    </time>
  );
}

/** "Jan 7". */
const short = (day: string): string => dayText(day).replace(/, \d{4}$/, "");

/** Plain decimals: "0", "0.00". */
export const isZero = (amount: string): boolean => /^-?0(\.0*)?$/.test(amount);
