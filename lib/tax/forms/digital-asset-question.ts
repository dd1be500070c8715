import type { ClosedLot, IncomeEvent, RemovedUnits } from "@/lib/tax/closed-lot";
import type { DigitalAssetQuestionText, FormEdition } from "@/lib/tax/rules/year-rules";
import type { DigitalAssetAnswer } from "@/lib/tax/year-facts";
import { type AssetBook, isDigital } from "./boxes";

/** What of one year the answer depends on. */
export interface QuestionFacts {
  readonly closedLots: readonly ClosedLot[];
  readonly income: readonly IncomeEvent[];
  readonly removed: readonly RemovedUnits[];
  /** Some digital asset was in the books in the year or before. */
  readonly held: boolean;
}

type Asks = DigitalAssetQuestionText["asks"];

/**
 * The year's digital-asset question and its answer (rules.md 4; Form 1040 instructions, Digital Assets). Sales, payments,
 * swaps, fees paid in units and income are yes in every year. A gift made is yes where the wording names it (2019, 2020
 * "send", 2022 "gift") and "check" elsewhere; up to 2021 receiving a gift counts too, which these books do not tell, so the
 * answer is "check" rather than no. Buying for dollars, holding and moving between own accounts are no.
 */
export function digitalAssetAnswer(
  edition: FormEdition,
  facts: QuestionFacts,
  assets: AssetBook,
): DigitalAssetAnswer | null {
  const { question } = edition;
  if (question === null) {
    return null;
  }
  const yes = yesReasons(question.asks, facts, assets);
  const { where, text } = question;
  const authority = `Form 1040 instructions, Digital Assets; ${edition.authority}`;
  if (yes.length > 0) {
    return { where, text, answer: "yes", reasons: yes, authority };
  }
  const check = checkReasons(question.asks, facts, assets);
  return check.length > 0
    ? { where, text, answer: "check", reasons: check, authority }
    : { where, text, answer: "no", reasons: [NOTHING], authority };
}

const NOTHING =
  "Holding, buying for dollars and moving between own accounts are no reason for a yes.";

function yesReasons(asks: Asks, facts: QuestionFacts, assets: AssetBook): readonly string[] {
  const digital = ({ asset }: { readonly asset: ClosedLot["asset"] }) => isDigital(assets, asset);
  const gone = facts.removed.filter(digital);
  const gaveAway = asks === "acquisitions" || asks === "gifts";
  return [
    ...(facts.closedLots.some(digital)
      ? ["Digital assets were sold, exchanged, spent or used to pay fees."]
      : []),
    ...(facts.income.some(digital)
      ? ["Digital assets were received as income: rewards, payment, mining, staking or a fork."]
      : []),
    ...(gaveAway && gone.some(({ why }) => isGift(why))
      ? ["Digital assets were given away; this year's wording names it."]
      : []),
  ];
}

function checkReasons(asks: Asks, facts: QuestionFacts, assets: AssetBook): readonly string[] {
  const gone = facts.removed.filter(({ asset }) => isDigital(assets, asset));
  const receiptsCount = asks === "acquisitions" || asks === "receipts";
  return [
    ...(gone.some(({ why }) => isGift(why))
      ? [
          "Digital assets were given away: the wording does not name gifts, but a gift may count as otherwise disposing.",
        ]
      : []),
    ...(gone.some(({ lossReason }) => lossReason === "abandoned")
      ? ["Digital assets were abandoned, which may count as otherwise disposing."]
      : []),
    ...(receiptsCount && facts.held
      ? ["This year's wording reaches units received without payment, such as a gift."]
      : []),
  ];
}

const isGift = (why: RemovedUnits["why"]): boolean => why === "gift-sent" || why === "donation";
