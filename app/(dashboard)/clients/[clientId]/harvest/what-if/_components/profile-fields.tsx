import { SelectField } from "@/app/_ui/choice";
import { MoneyField } from "@/app/_ui/field";
import { formatUsd } from "@/lib/money/format";
import type { PlannerAnswer } from "@/lib/planner/planner";
import type { Scenario } from "@/lib/planner/scenario";
import type { WhatIfView } from "@/lib/services/view-what-if";
import { FeeFields } from "../../_components/fee-fields";
import { STATUS_OPTIONS } from "../../_components/status-options";

/** Filing status, income, deduction and fees of the year that is tried. */
export function ProfileFields({
  scenario,
  answer,
  books,
  change,
}: {
  scenario: Scenario;
  answer: PlannerAnswer;
  books: WhatIfView["books"];
  change: (part: Partial<Scenario>) => void;
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
      <SelectField
        name="status"
        label="Filing status"
        options={STATUS_OPTIONS}
        value={scenario.status === "" ? (books?.status ?? "single") : scenario.status}
        onChange={(event) => change({ status: event.target.value })}
      />
      <MoneyField
        name="income"
        label="Other income"
        placeholder={books === null ? "" : plain(books.income)}
        value={scenario.income}
        error={answer.errors["income"]}
        onChange={(event) => change({ income: event.target.value })}
      />
      <MoneyField
        name="deduction"
        label="Deduction"
        placeholder={plain(answer.deduction)}
        value={scenario.deduction}
        error={answer.errors["deduction"]}
        onChange={(event) => change({ deduction: event.target.value })}
      />
      <FeeFields
        fee={scenario.fee}
        feeFixed={scenario.feeFixed}
        errors={answer.errors}
        change={change}
      />
    </div>
  );
}

/** As one would type it: the field has a dollar sign of its own. */
const plain = (amount: string): string =>
  formatUsd(amount, { cents: amount.includes(".") }).slice(1);
