import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { lotRecords } from "@/lib/tax/tickets/lot-record";
import { yearOf } from "@/lib/time/calendar-date";
import { dayText } from "@/lib/time/day-text";
import { left } from "./columns";
import type { YearEndInput } from "./input";
import { recordWords } from "./lot-record-words";
import type { Table } from "./model";
import { accountName, assetName, unitsText } from "./names";

/** Each sale, swap, spending, gift or donation of the year with whether its lots were identified in time, why, and under which rule. */
export function lotRecordTable(input: YearEndInput, books: ExplainedBooks): Table {
  const { settings, ledger } = books;
  const byId = new Map(books.transactions.map((transaction) => [transaction.id, transaction]));
  const records = lotRecords(
    { ledger, transactions: byId, settings, uses: books.tickets ?? [] },
    ({ sold }) => yearOf(sold) === input.year,
  );
  return {
    heading: "Identified in time or not",
    intro: `Units sold or given are those identified no later than they leave; without a record the earliest of the account (Reg. 1.1012-1(j)(2)-(3)). Times in ${settings.timeZone}.`,
    columns: [
      left("Date", 12),
      left("Units", 18),
      left("Account", 14),
      left("Identified", 14),
      left("Why, and under which rule", 42),
    ],
    rows: records.map((record) => {
      const { label, reason } = recordWords(
        record,
        settings.timeZone,
        assetName(input, record.asset),
      );
      return [
        dayText(record.sold),
        unitsText(input, record),
        accountName(input.accounts, record.account),
        label,
        `${reason} ${record.authority}.`,
      ];
    }),
    total: null,
    empty: `Nothing was sold in ${input.year}.`,
    isDense: true,
  };
}
