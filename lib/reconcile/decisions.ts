import { signUsd } from "@/lib/money/usd";
import { isBasisShown } from "./broker-lines";
import type { Difference, DifferenceKind } from "./differences";

/**
 * What can be decided about a difference. "explains": it is settled and leads to the column and code told. "waits": it is in hand but not
 * settled (the ledger is to be corrected, the broker asked), so the form is not ready.
 */
export interface Choice {
  readonly choice: string;
  readonly label: string;
  readonly settles: boolean;
  /** Column and code of Form 8949, or what else follows; with the rule it stands on. */
  readonly leadsTo: string;
}

/** A decision as it was made. */
export interface Decision {
  readonly difference: string;
  readonly choice: string;
  readonly note: string;
}

const ASK: Choice = {
  choice: "ask-broker",
  label: "The form is wrong: ask the broker to correct it",
  settles: false,
  leadsTo: "A letter with the rows. Open until a corrected form has come.",
};

const LEDGER: Choice = {
  choice: "books-wrong",
  label: "The books are wrong: I will correct them",
  settles: false,
  leadsTo: "Correct the row in the ledger; the difference goes with it.",
};

const settled = (choice: string, label: string, leadsTo: string): Choice => ({
  choice,
  label,
  settles: true,
  leadsTo,
});

const OF_KIND: Readonly<Record<Exclude<DifferenceKind, "proceeds" | "basis">, readonly Choice[]>> =
  {
    "no-sale": [
      settled(
        "self-transfer",
        "It was a transfer between my own accounts",
        "No gain: a row of its own on Form 8949, the form's proceeds in (d), the same amount in (e) and an explanation (code O); where the IRS was told a basis, that basis in (e) and the rest in (g) (code B). A corrected form from the broker would do away with it.",
      ),
      settled(
        "on-1099-b",
        "The same sale is on a Form 1099-B",
        "Reported once, on the row of the sale the Form 1099-B tells of; this line makes none.",
      ),
      settled(
        "not-mine",
        "It belongs to somebody else (nominee)",
        "A row of its own on Form 8949 with code N, so that (h) is zero (i8949, code N); the owner gets a Form 1099-DA from you.",
      ),
      {
        choice: "missing",
        label: "The sale is missing from the books: I will add it",
        settles: false,
        leadsTo: "Import or enter it; the line finds it by itself.",
      },
      ASK,
    ],
    "first-sale": [
      settled(
        "own-work",
        "I made these NFTs: it is ordinary income",
        "No row on Form 8949: what a person made is as a rule no capital asset in their hands (IRC 1221(a)(1), (3)). The whole amount belongs on Schedule C with its costs, or on Schedule 1, line 8j, where making them is no business. Where your books tell it as a sale, take that sale out.",
      ),
      settled(
        "not-mine",
        "It belongs to somebody else (nominee)",
        "No row on Form 8949; the owner gets a Form 1099-DA from you and has the income.",
      ),
      {
        ...ASK,
        label: "I did not make them, or this was no first sale: ask the broker to correct it",
      },
    ],
    units: [
      settled(
        "books",
        "The books are right",
        "Column (a) names the units of the books; amounts follow their own differences. Keep a note of why the form tells other units.",
      ),
      LEDGER,
      ASK,
    ],
    term: [
      settled(
        "books",
        "The books are right",
        "The Part of the books' term, code T in (f), nothing in (g) (i8949, code T).",
      ),
      LEDGER,
      ASK,
    ],
    wash: [
      settled(
        "books",
        "The books are right",
        "Code W in (f) with the amount of the books in (g), and a statement (i8949, code W).",
      ),
      LEDGER,
      ASK,
    ],
    year: [
      settled(
        "books",
        "The date in my time zone counts",
        "Reported in the year of the books; the form's year shows nothing of it. Keep a note with the record.",
      ),
      LEDGER,
      ASK,
    ],
    unknown: [LEDGER],
  };

/** What can be decided about a difference, the likeliest first. */
export function choicesOf(difference: Difference): readonly Choice[] {
  switch (difference.kind) {
    case "proceeds":
      return proceedsChoices(difference);
    case "basis":
      return basisChoices(difference);
    default:
      return OF_KIND[difference.kind];
  }
}

/** Names what differences have in common that can be decided in one word: their kind, and the same choices leading to the same. */
export function alikeKey(difference: Difference): string {
  const led = choicesOf(difference).map(({ choice, leadsTo }) => `${choice}: ${leadsTo}`);
  return [difference.kind, ...led].join("\n");
}

function proceedsChoices({ apart }: Difference): readonly Choice[] {
  const shownIsMore = apart !== null && signUsd(apart) > 0;
  return [
    shownIsMore
      ? settled(
          "costs",
          "The form leaves out my costs",
          "(d) as on the form, code E in (f), the costs as a negative amount in (g) (i8949, code E).",
        )
      : settled(
          "true-amount",
          "I received more than the form shows",
          "The true amount in (d); no code (i8949, column (d)).",
        ),
    LEDGER,
    ASK,
  ];
}

function basisChoices({ lines }: Difference): readonly Choice[] {
  return [
    settled(
      "books",
      "My basis is right",
      lines.every(isBasisShown)
        ? "The form's basis in (e), code B in (f), the correction in (g) (i8949, code B). Where the broker took other lots than those you identified in time, the books count (Notice 2026-20)."
        : "My basis in (e), code B in (f), zero in (g): this basis did not go to the IRS (i8949, code B).",
    ),
    LEDGER,
    ASK,
  ];
}

/** The choice that was made; null when none was, or what was chosen cannot be chosen any more. */
export function chosen(
  difference: Difference,
  decisions: ReadonlyMap<string, Decision>,
): Choice | null {
  const decision = decisions.get(difference.key);
  return choicesOf(difference).find(({ choice }) => choice === decision?.choice) ?? null;
}
