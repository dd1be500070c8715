import Link from "next/link";
import { Badge } from "@/app/_ui/badge";
import { cx } from "@/app/_ui/cx";
import { dayText } from "@/app/_ui/day";
import type { PairView, SideView } from "@/lib/services/view-quarantine";
import { DECISION_WORDS, TOKEN_ANSWERS, TWIN_ANSWERS } from "./answers";
import { DecideForm } from "./decide-form";

interface PairProps {
  pair: PairView;
  clientId: string;
  back: string;
  mayWrite: boolean;
}

/** A row that waits beside the one it seems to repeat: every field of both, what differs marked, and the ways out. */
export function Pair({ pair, clientId, back, mayWrite }: PairProps) {
  const { id, reason, sureness, decision } = pair;
  return (
    <li
      data-pair
      tabIndex={-1}
      aria-labelledby={`title-${id}`}
      className="scroll-mt-24 border-line border-b py-6 first:pt-0"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3
          id={`title-${id}`}
          className="min-w-0 font-semibold text-base tabular-nums [overflow-wrap:anywhere]"
        >
          {titleOf(pair)}
        </h3>
        {decision === "open" ? (
          sureness !== null && <Badge tone="caution">{sureness}</Badge>
        ) : (
          <Badge tone="accent">{DECISION_WORDS[decision]}</Badge>
        )}
      </div>
      <p className="mt-1 max-w-prose text-muted text-sm [overflow-wrap:anywhere]">{reason}</p>
      <Comparison pair={pair} root={`/clients/${clientId}`} />
      {mayWrite && <Answers pair={pair} clientId={clientId} back={back} />}
    </li>
  );
}

const titleOf = ({ title, date }: PairView) =>
  title === "" ? dayText(date) : `${title}, ${dayText(date)}`;

/** Days as everywhere else. */
const shown = (label: string, text: string | null) =>
  label === "Date" && text !== null ? dayText(text) : text;

function Answers({ pair, clientId, back }: Omit<PairProps, "mayWrite">) {
  const { id, kind, decision } = pair;
  if (decision === "released") {
    return null;
  }
  const about = { item: id };
  const shared = { clientId, about, back, spoken: titleOf(pair) };
  if (decision !== "open") {
    return (
      <div className="mt-3">
        <DecideForm {...shared} answer="open" label="Take back" keyName="u" />
      </div>
    );
  }
  const answers = kind === "twin" ? TWIN_ANSWERS : TOKEN_ANSWERS;
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {answers.map(({ answer, label, key }, index) => (
        <DecideForm
          key={answer}
          {...shared}
          answer={answer}
          label={label}
          keyName={key}
          variant={index === 0 ? "primary" : "secondary"}
        />
      ))}
    </div>
  );
}

function Comparison({ pair, root }: { pair: PairView; root: string }) {
  const { fields, theirs, ours } = pair;
  const isTwin = theirs !== null;
  return (
    <table className="mt-3 w-full table-fixed border-collapse text-sm">
      <caption className="sr-only">{titleOf(pair)}: what each row says</caption>
      <thead>
        <tr className="border-ink border-b text-left align-bottom">
          <th scope="col" className="w-[4.75rem] py-1 pr-2 font-normal text-muted sm:w-36">
            <span className="sr-only">Field</span>
          </th>
          {isTwin && (
            <th scope="col" className="px-2 py-1 font-medium">
              {theirs.counts === null ? "Was in your books" : "In your books"}
            </th>
          )}
          <th scope="col" className="px-2 py-1 font-medium">
            {ours.counts === null ? "Waiting" : "From this file"}
          </th>
        </tr>
      </thead>
      <tbody className="tabular-nums">
        {fields.map((field) => {
          const isApart = isTwin && field.match !== "same";
          return (
            <tr key={field.label} className="border-line border-b align-top">
              <th scope="row" className="py-1.5 pr-2 text-left font-normal text-muted">
                {field.label}
                {isApart && (
                  <span className="block font-medium text-caution text-xs">
                    <span aria-hidden="true">≠ </span>
                    {field.match === "differs" ? "differs" : "one only"}
                  </span>
                )}
              </th>
              {isTwin && <Cell text={shown(field.label, field.theirs)} isApart={isApart} />}
              <Cell text={shown(field.label, field.ours)} isApart={isApart} />
            </tr>
          );
        })}
        <tr className="align-top">
          <th scope="row" className="py-1.5 pr-2 text-left font-normal text-muted">
            Told by
          </th>
          {isTwin && <Source side={theirs} root={root} />}
          <Source side={ours} root={root} />
        </tr>
      </tbody>
    </table>
  );
}

function Cell({ text, isApart }: { text: string | null; isApart: boolean }) {
  return (
    <td className={cx("px-2 py-1.5 [overflow-wrap:anywhere]", isApart && "bg-caution-soft")}>
      {text ?? <span className="text-muted">not told</span>}
    </td>
  );
}

function Source({ side, root }: { side: SideView; root: string }) {
  const { place, batch, counts, voided } = side;
  return (
    <td className="px-2 py-1.5 [overflow-wrap:anywhere]">
      {place === null || batch === null ? (
        <span>entered by hand</span>
      ) : (
        <Link
          href={`${root}/import/${batch}`}
          className="inline-block min-h-6 text-accent underline"
        >
          {place}
        </Link>
      )}
      {counts !== null && (
        <Link href={`${root}/ledger?tx=${counts}`} className="block min-h-6 text-accent underline">
          in the ledger
        </Link>
      )}
      {counts === null && voided !== null && voided !== "in quarantine" && (
        <span className="block text-caution">{voided}</span>
      )}
    </td>
  );
}
