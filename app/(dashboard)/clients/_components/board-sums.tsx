import Link from "next/link";
import { counted } from "@/app/_ui/counted";
import { Money } from "@/app/_ui/money";
import type { ClientBoard } from "@/lib/services/cockpit/view-board";
import { isZero } from "./figures";

/** The morning in one sentence: what is open, what it may cost, what can still be saved and until when. */
export function BoardSums({ board }: { board: ClientBoard }) {
  const { totals, year, today } = board;
  const { openItems, stake, harvest, turningLong, unexplained, pending } = totals;
  const isPresent = today.startsWith(String(year));
  return (
    <>
      {openItems === 0 ? (
        <>Nothing is open for {year}. </>
      ) : (
        <>
          {counted(openItems, "open item")} for {year}
          {!isZero(stake) && (
            <>
              , <Money amount={stake} cents="none" /> of tax at stake
            </>
          )}
          .{" "}
        </>
      )}
      {isPresent && !isZero(harvest) && (
        <>
          <Link href="/clients/harvest" prefetch={false} className="text-accent underline">
            <Money amount={harvest} cents="none" /> can still be saved
          </Link>{" "}
          before December 31.{" "}
        </>
      )}
      {isPresent && turningLong > 0 && <>{counted(turningLong, "lot")} near a year. </>}
      {!isZero(unexplained) && (
        <>
          <Money amount={unexplained} cents="none" /> on Forms 1099-DA unexplained.{" "}
        </>
      )}
      {pending > 0 && (
        <span className="text-caution">{counted(pending, "client")} being recomputed.</span>
      )}
    </>
  );
}
