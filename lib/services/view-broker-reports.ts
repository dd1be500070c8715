import { listBrokerReports } from "@/db/queries/broker-reports";
import { listStatedAdjustments } from "@/db/queries/stated-adjustments";
import { type Asking, withClient } from "@/db/tenant";
import { quantityText } from "@/lib/money/quantity";
import { type Usd, usdText } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import { ADJUSTMENT_CODES } from "@/lib/tax/forms/codes";
import { type ReportRefusal, reportable } from "./reportable";
import { STATED_CODES } from "./state-adjustment";
import type { TypedForm } from "./transaction-form";

/** One line of a broker's form about a disposal, also as its form would have been typed. */
export interface BrokerLine {
  readonly line: number;
  readonly form: string;
  readonly proceeds: string;
  /** Null: the box is empty. */
  readonly basis: string | null;
  readonly basisReported: boolean;
  readonly term: string | null;
  readonly washDisallowed: string | null;
  readonly acquired: string | null;
  readonly units: string | null;
  readonly typed: TypedForm;
}

/** One adjustment a person states. */
export interface AdjustmentItem {
  readonly code: string;
  readonly when: string;
  readonly amount: string;
}

/** What is said about a disposal's rows of Form 8949 besides the books. */
export interface BrokerReportsView {
  readonly lines: readonly BrokerLine[];
  readonly adjustments: readonly AdjustmentItem[];
  /** Codes that may be stated, with when each is used. */
  readonly codes: readonly { readonly value: string; readonly label: string }[];
}

/** Brokers' lines and stated adjustments of one disposal. */
export async function viewBrokerReports(
  user: Asking,
  clientId: string,
  transaction: string,
): Promise<Result<BrokerReportsView, ReportRefusal>> {
  return withClient<BrokerReportsView, ReportRefusal>(user, clientId, "read", async (tx) => {
    const disposal = await reportable(tx, transaction);
    if (!disposal.ok) {
      return disposal;
    }
    const reports = await listBrokerReports(tx);
    const stated = await listStatedAdjustments(tx);
    return ok({
      lines: reports.filter((one) => one.disposal === disposal.value).map(lineOf),
      adjustments: stated
        .filter((one) => one.disposal === disposal.value)
        .map(({ code, amount }) => ({
          code,
          when: ADJUSTMENT_CODES[code].when,
          amount: usdText(amount),
        })),
      codes: STATED_CODES.map((value) => ({
        value,
        label: `${value}: ${ADJUSTMENT_CODES[value].when}`,
      })),
    });
  });
}

const text = (amount: Usd | null): string | null => (amount === null ? null : usdText(amount));

function lineOf(told: Awaited<ReturnType<typeof listBrokerReports>>[number]): BrokerLine {
  const plain = {
    form: told.form,
    proceeds: usdText(told.proceeds),
    basis: text(told.basis),
    term: told.term,
    washDisallowed: text(told.washDisallowed),
    acquired: told.acquired,
    units: told.units === null ? null : quantityText(told.units),
  };
  const typed = Object.fromEntries(
    Object.entries(plain).map(([name, value]) => [name, value ?? ""]),
  );
  return {
    line: told.line,
    ...plain,
    basisReported: told.basisReported,
    typed: { ...typed, basisReported: told.basisReported ? "on" : "" },
  };
}
