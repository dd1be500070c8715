import Link from "next/link";
import type { RecordView } from "@/lib/services/season/record-views";
import { Authorities } from "./authorities";

/** Why the lots of a disposal were identified in time or not, the ticket it met, and the rule. */
export function RecordWords({ record, root }: { record: RecordView; root: string }) {
  return (
    <>
      <p className="mt-1 text-sm">
        {record.reason}{" "}
        {record.ticketId !== null && (
          <Link
            href={`${root}/harvest/tickets/${record.ticketId}`}
            prefetch={false}
            className="text-accent underline"
          >
            The ticket
          </Link>
        )}
      </p>
      <div className="mt-1">
        <Authorities text={record.authority} />
      </div>
    </>
  );
}
