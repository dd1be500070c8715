import type { Asking, GateRefusal } from "@/db/tenant";
import { assetText } from "@/lib/assets/label";
import { formatQuantity, formatUsd } from "@/lib/money/format";
import { left, plainTable, right } from "@/lib/reports/columns";
import { momentText } from "@/lib/reports/dates";
import { EMPTY_SECTION, type Paper } from "@/lib/reports/paper";
import { printable } from "@/lib/reports/text";
import { ok, type Result } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import { answersTold, LOSS_TITLES } from "./loss-words";
import { fact, PRODUCT, usdOrUnknown } from "./paper-parts";
import { type LossesView, type LossView, viewLoss } from "./view-losses";

/** The evidence of one event on paper: what was told, what was checked, the files with their hashes, what the law makes of it. */
export async function lossPaper(
  user: Asking,
  clientId: string,
  id: string,
  now?: Instant,
): Promise<Result<Paper, GateRefusal>> {
  const found = await viewLoss(user, clientId, id, now);
  return found.ok ? ok(paperOf(found.value, found.value.event)) : found;
}

function paperOf(view: LossesView, event: LossView): Paper {
  const client = printable(view.clientName, 80);
  const asset = printable(assetText(event.asset), 64);
  const title = `Evidence of a loss: ${asset}`;
  const { outcome } = event;
  return {
    product: PRODUCT,
    title,
    documentTitle: `${title}, ${client}`,
    client,
    edition: `Event ${event.id.slice(0, 8)}, tax year ${event.year}`,
    generated: momentText(view.changedAt),
    generatedAt: view.changedAt,
    draft: null,
    opening: `${LOSS_TITLES[event.kind]}. ${outcome.title}: ${outcome.sentence}`,
    sections: [
      {
        ...EMPTY_SECTION,
        heading: "What was told",
        facts: [
          fact("Units", `${asset} in ${printable(event.accountName, 60)}`),
          ...answersTold(event.answers).map(({ label, text }) => fact(label, text)),
        ],
      },
      { ...EMPTY_SECTION, heading: "What was checked", facts: checks(event) },
      {
        ...EMPTY_SECTION,
        heading: "Files kept",
        paragraphs:
          event.files.length === 0 ? [] : ["The very bytes are kept; equal hash, equal file."],
        tables: [
          plainTable(
            [left("File", 3), right("Bytes", 1.3), left("SHA-256", 7)],
            event.files.map((file) => [
              printable(file.name, 80),
              file.size.toLocaleString("en-US"),
              file.sha256,
            ]),
            "No file is kept with it.",
          ),
        ],
      },
      {
        ...EMPTY_SECTION,
        heading: "What the law makes of it",
        facts: [
          fact(outcome.title, outcome.sentence, outcome.authority),
          fact("When to look again", outcome.lookAgain),
        ],
      },
    ],
  };
}

function checks({ buyer, saving, inBooks, missing }: LossView) {
  return [
    ...(buyer === null
      ? []
      : [
          fact(
            "The buyer's address",
            buyer === "yours"
              ? "is one of the client's own"
              : "is none the books know as the client's",
            "Compared with addresses told for wallet files, in file names and in account names",
          ),
        ]),
    ...(inBooks === null
      ? []
      : [
          fact(
            "Sold in the books",
            formatQuantity(inBooks.quantity),
            inBooks.gain === null
              ? "Gain or loss not known"
              : `Gain or loss ${formatUsd(inBooks.gain)}`,
          ),
        ]),
    ...(saving === null ? [] : savingFacts(saving)),
    fact("Still missing", missing.length === 0 ? "nothing" : missing.join(", ")),
  ];
}

function savingFacts(saving: NonNullable<LossView["saving"]>) {
  return [
    fact("Still held", formatQuantity(saving.quantity), `Basis ${usdOrUnknown(saving.basis)}`),
    fact(
      "Gain or loss at the price told",
      usdOrUnknown(saving.gain),
      `After a fee of ${usdOrUnknown(saving.fee)}`,
    ),
    fact(
      "It would save this year",
      usdOrUnknown(saving.saving),
      "Federal tax without less with, an estimate",
    ),
    fact("Saving less the fee", usdOrUnknown(saving.kept)),
  ];
}
