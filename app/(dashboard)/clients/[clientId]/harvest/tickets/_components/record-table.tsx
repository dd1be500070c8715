import Link from "next/link";
import { Badge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { Quantity } from "@/app/_ui/money";
import type { RecordView } from "@/lib/services/season/record-views";
import { RecordWords } from "../../../_gains/record-words";
import { Asked } from "../../_components/asked-text";

const TONES = { "in-time": "gain", partly: "caution", not: "caution" } as const;

/** Each disposal of a year with whether its lots were on record in time, and why. */
export function RecordTable({
  records,
  root,
  year,
}: {
  records: readonly RecordView[];
  root: string;
  year: number;
}) {
  return (
    <ul aria-label={`Disposals of ${year}`} className="border-ink border-t">
      {records.map((record) => (
        <li
          key={record.transactionId}
          className="grid gap-x-6 gap-y-1 border-line border-b py-3 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
        >
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] content-start gap-x-4">
            <Link
              href={`${root}/ledger?tx=${record.transactionId}`}
              prefetch={false}
              className="text-accent underline"
            >
              <Quantity amount={record.quantity} asset={record.asset} />, <Day date={record.sold} />
            </Link>
            <p className="text-right">
              {record.givenAs === null ? (
                <Asked
                  amount={record.gain}
                  href={`${root}/ledger?tx=${record.transactionId}`}
                  tone="signed"
                />
              ) : (
                <span className="text-muted text-sm">{record.givenAs}</span>
              )}
            </p>
            <p className="col-span-2 break-words text-muted text-sm">{record.accountName}</p>
          </div>
          <div>
            <Badge tone={TONES[record.state]}>{record.label}</Badge>
            <RecordWords record={record} root={root} />
          </div>
        </li>
      ))}
    </ul>
  );
}
