import type { Asking, GateRefusal } from "@/db/tenant";
import { assetText } from "@/lib/assets/label";
import { formatQuantity } from "@/lib/money/format";
import { left, plainTable, right } from "@/lib/reports/columns";
import { momentText } from "@/lib/reports/dates";
import { EMPTY_SECTION, type Paper } from "@/lib/reports/paper";
import { printable } from "@/lib/reports/text";
import { ok, type Result } from "@/lib/result";
import { ENGINE_VERSION } from "@/lib/tax/version";
import { dayText } from "@/lib/time/day-text";
import type { Instant } from "@/lib/time/instant";
import { NOT_ADVICE, PRODUCT, usdOrUnknown } from "./paper-parts";
import type { RecordView } from "./record-views";
import { type TicketsView, viewTickets } from "./view-tickets";

/** The paper of a year: each disposal with whether its lots were named in time, and why. */
export async function lotRecordPaper(
  user: Asking,
  clientId: string,
  year: number,
  now?: Instant,
): Promise<Result<Paper, GateRefusal>> {
  const found = await viewTickets(user, clientId, year, now);
  return found.ok ? ok(paperOf(found.value)) : found;
}

function paperOf(view: TicketsView): Paper {
  const client = printable(view.clientName, 80);
  const title = `Identification of lots ${view.year}`;
  return {
    product: PRODUCT,
    title,
    documentTitle: `${title}, ${client}`,
    client,
    edition: `Engine ${ENGINE_VERSION}`,
    generated: momentText(view.changedAt),
    generatedAt: view.changedAt,
    draft: null,
    opening: `${view.inTimeCount} of ${view.records.length} disposals of ${view.year} were identified in time: their lots were on record no later than they left. Where nothing was, the earliest units of the account count.`,
    sections: [
      {
        ...EMPTY_SECTION,
        heading: "Disposals of the year",
        paragraphs: [
          `Times in ${view.timeZone}. The rule for each account and day stands beside it.`,
        ],
        tables: [
          plainTable(
            [
              left("Date", 2.2),
              left("Units", 3),
              left("Account", 3),
              right("Gain or loss", 2.4),
              left("Identified", 2.6),
              left("Why", 8),
            ],
            view.records.map(recordCells),
            `Nothing was sold in ${view.year}.`,
          ),
        ],
      },
      { ...EMPTY_SECTION, heading: "About this paper", paragraphs: [NOT_ADVICE] },
    ],
  };
}

const recordCells = (record: RecordView): readonly string[] => [
  dayText(record.sold),
  `${formatQuantity(record.quantity)} ${printable(assetText(record.asset), 40)}`,
  printable(record.accountName, 60),
  record.givenAs === null ? usdOrUnknown(record.gain) : "none",
  record.label,
  `${record.reason} ${record.authority}.`,
];
