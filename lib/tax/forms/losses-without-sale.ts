import { addQuantity } from "@/lib/money/quantity";
import { addUsd } from "@/lib/money/usd";
import type { RemovedUnits } from "@/lib/tax/closed-lot";
import type { Lost } from "@/lib/tax/transaction";
import type { LossTreatment, LossWithoutSale } from "@/lib/tax/year-facts";

type Rule = Pick<LossWithoutSale, "treatment" | "form" | "says" | "authority">;

/** First year for which IRC 67(g) suspends miscellaneous itemized deductions. */
const SUSPENDED_FROM = 2018;

const IN_2017: Rule = {
  treatment: "miscellaneous-deduction",
  form: "Schedule A (Form 1040)",
  says: "An ordinary loss, deductible with the other miscellaneous itemized deductions as far as they are above 2 percent of adjusted gross income; it is not a capital loss.",
  authority: "IRC 165(a), 165(c)(2), 67(a); CCA 202302011",
};

const suspended = (what: string): Rule => ({
  treatment: "suspended",
  form: null,
  says: `${what} is an ordinary loss among the miscellaneous itemized deductions, which are suspended since 2018, so it lowers no tax; it is not a capital loss, for only securities become one by being worthless.`,
  authority: "IRC 165(a), 165(g), 67(g); CCA 202302011",
});

const RULES: Readonly<Record<Lost["reason"], Rule>> = {
  worthless: suspended("A token that has become worthless"),
  abandoned: suspended("A token given up for good"),
  theft: {
    treatment: "theft",
    form: "Form 4684, Section B (Section C for a Ponzi-type scheme under Rev. Proc. 2009-20)",
    says: "A theft from a transaction entered into for profit is an itemized deduction of at most the basis, in the year it is discovered and no recovery can reasonably be expected; one without a profit motive (a romance or ransom scam) is not deductible. Neither goes on Form 8949.",
    authority: "IRC 165(c)(2)-(3), 165(e), 165(h)(5); CCA 202511015; Rev. Proc. 2009-20",
  },
  lost: {
    treatment: "nondeductible",
    form: null,
    says: "Keys lost or units sent to a wrong address are no theft and no casualty; the loss is generally not deductible.",
    authority: "IRC 165(c)(3), 165(h)(5)",
  },
  bankruptcy: {
    treatment: "open-claim",
    form: null,
    says: "While the claim against a failed exchange is open, nothing is lost yet; gain or loss is worked out when the claim is fixed or paid.",
    authority: "IRC 165(a); Reg. 1.165-1(d)(2)(i)",
  },
};

/**
 * The year's units gone without a sale, one entry a transaction: what the law gives for each, and that a professional must
 * look (rules.md 6). None is a capital loss.
 */
export function lossesWithoutSale(
  removed: readonly RemovedUnits[],
  year: number,
): readonly LossWithoutSale[] {
  const losses = new Map<string, LossWithoutSale>();
  for (const units of removed) {
    if (units.lossReason !== null) {
      const before = losses.get(units.transaction);
      losses.set(
        units.transaction,
        before === undefined ? loss(units, units.lossReason, year) : more(before, units),
      );
    }
  }
  return [...losses.values()];
}

function loss(units: RemovedUnits, reason: Lost["reason"], year: number): LossWithoutSale {
  const { transaction, account, asset, date, quantity, basis } = units;
  const { treatment, form, says, authority } = ruleOf(reason, year);
  return {
    transaction,
    account,
    asset,
    date,
    quantity,
    basis,
    reason,
    treatment,
    form,
    says,
    authority,
    needsProfessional: true,
  };
}

function ruleOf(reason: Lost["reason"], year: number): Rule {
  const rule = RULES[reason];
  return isSuspended(rule.treatment) && year < SUSPENDED_FROM ? IN_2017 : rule;
}

const isSuspended = (treatment: LossTreatment): boolean => treatment === "suspended";

function more(before: LossWithoutSale, units: RemovedUnits): LossWithoutSale {
  return {
    ...before,
    quantity: addQuantity(before.quantity, units.quantity),
    basis: before.basis === null || units.basis === null ? null : addUsd(before.basis, units.basis),
  };
}
