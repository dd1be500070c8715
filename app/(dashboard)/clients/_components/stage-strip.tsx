import Link from "next/link";
import { cx } from "@/app/_ui/cx";
import { type BoardQuery, boardHref } from "@/lib/services/cockpit/board-query";
import { STAGE_WORDS, STAGES } from "@/lib/services/cockpit/stage";
import type { ClientBoard } from "@/lib/services/cockpit/view-board";

/** How many clients stand where, in the order of the work; each narrows the list to its stage, and back. */
export function StageStrip({ board, query }: { board: ClientBoard; query: BoardQuery }) {
  return (
    <nav aria-label="Stages" className="mb-6 border-ink border-t border-b">
      <ul className="grid grid-cols-4 lg:grid-cols-7">
        {STAGES.map((stage) => {
          const isOn = query.stage === stage;
          const count = board.stages.get(stage) ?? 0;
          return (
            <li key={stage} className="border-line border-b lg:border-b-0 lg:not-first:border-l">
              <Link
                href={boardHref(query, { stage: isOn ? null : stage })}
                prefetch={false}
                scroll={false}
                aria-current={isOn ? "true" : undefined}
                title={STAGE_WORDS[stage].says}
                className={cx(
                  "flex h-full flex-col px-2 py-2 hover:bg-sunken sm:px-3 sm:py-2.5",
                  isOn && "bg-accent-soft",
                )}
              >
                <span className={cx("font-serif text-xl", count === 0 && "text-muted")}>
                  {count.toLocaleString("en-US")}
                </span>
                <span className="text-muted text-xs sm:text-sm">{STAGE_WORDS[stage].name}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
