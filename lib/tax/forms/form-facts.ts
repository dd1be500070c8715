import { groupBy } from "@/lib/tax/explain/group-by";
import type { AssetFacts, BrokerLine, BrokerReport } from "@/lib/tax/facts";
import type { AssetBook } from "./boxes";
import type { StatedAdjustment } from "./codes";

/** How a person fills in Form 8949, and what they say about brokers' forms and assets. All of it may be left out. */
export interface FormInput {
  readonly brokerReports?: readonly BrokerReport[];
  /** Lines of brokers' forms that are no sales, with what they are. */
  readonly brokerLines?: readonly BrokerLine[];
  readonly adjustments?: readonly StatedAdjustment[];
  readonly assets?: readonly AssetFacts[];
  /** "dollars": every amount of every row and line in whole dollars (rules.md 11.8). Default "cents". */
  readonly rounding?: "cents" | "dollars";
  /** "direct": sales that need no row go straight to Schedule D lines 1a and 8a (exception 1). Default: every sale a row. */
  readonly exception1?: "list" | "direct";
  /** One row for a sale out of many lots of one term, VARIOUS in column (b). Default: a row for each lot. */
  readonly various?: boolean;
}

/** The same, looked up by id and with every choice made. */
export interface FormFacts {
  readonly reports: ReadonlyMap<string, readonly BrokerReport[]>;
  /** By tax year. */
  readonly lines: ReadonlyMap<number, readonly BrokerLine[]>;
  readonly adjustments: ReadonlyMap<string, readonly StatedAdjustment[]>;
  readonly assets: AssetBook;
  readonly rounding: "cents" | "dollars";
  readonly direct: boolean;
  readonly various: boolean;
}

/** What was said, by id. */
export function formFacts(input: FormInput): FormFacts {
  return {
    reports: groupBy(input.brokerReports ?? [], ({ disposal }): string => disposal),
    lines: groupBy(input.brokerLines ?? [], ({ taxYear }) => taxYear),
    adjustments: groupBy(input.adjustments ?? [], ({ disposal }): string => disposal),
    assets: new Map((input.assets ?? []).map((facts) => [facts.asset, facts])),
    rounding: input.rounding ?? "cents",
    direct: input.exception1 === "direct",
    various: input.various ?? false,
  };
}

/** Nothing was said. */
export const NO_FORM_FACTS: FormFacts = formFacts({});
