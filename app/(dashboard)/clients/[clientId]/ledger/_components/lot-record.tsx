import { Badge } from "@/app/_ui/badge";
import type { RecordView } from "@/lib/services/season/record-views";
import { RecordWords } from "../../_gains/record-words";

/** Whether the lots of a disposal were identified in time, why, and by which rule. */
export function LotRecord({ record, root }: { record: RecordView; root: string }) {
  return (
    <section aria-labelledby="lot-record">
      <h3 id="lot-record" className="mb-1.5 font-semibold">
        Which lots it took
      </h3>
      <Badge tone={record.state === "in-time" ? "gain" : "caution"}>{record.label}</Badge>
      <RecordWords record={record} root={root} />
    </section>
  );
}
