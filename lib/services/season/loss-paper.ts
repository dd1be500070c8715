import type { Asking, GateRefusal } from "@/db/tenant";
import { formatQuantity, formatUsd } from "@/lib/money/format";
import { EMPTY_SECTION, type Paper } from "@/lib/reports/paper";
import { printable } from "@/lib/reports/text";
import { ok, type Result } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import { LOSS_CHOICES, LOSS_FIELDS, LOSS_TITLES } from "./loss-words";
import { PRODUCT } from "./ticket-paper";
import { type LossesView, type LossView, viewLoss } from "./view-losses";

const MONEY: ReadonlySet<string> = new Set(["price", "fee"]);

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
  const asset = printable(event.asset, 64);
  const newest = event.files.reduce(
    (last, { enteredAt }) => (enteredAt > last ? enteredAt : last),
    event.toldAt,
  );
  const title = `Evidence of a loss: ${asset}`;
  const { outcome } = event;
  return {
    product: PRODUCT,
    title,
    documentTitle: `${title}, ${client}`,
    client,
    edition: `Event ${event.id.slice(0, 8)}, tax year ${event.year}`,
    generated: `${newest.slice(0, 16).replace("T", " ")} UTC`,
    generatedAt: newest,
    draft: null,
    opening: `${LOSS_TITLES[event.kind]}. ${outcome.title}: ${outcome.sentence}`,
    sections: [
      {
        ...EMPTY_SECTION,
        heading: "What was told",
        facts: [
          fact("Units", `${asset} in ${printable(event.accountName, 60)}`),
          ...Object.entries(event.answers).flatMap(([field, text]) =>
            text === "" ? [] : [fact(LOSS_FIELDS[field] ?? field, answerText(field, text))],
          ),
        ],
      },
      { ...EMPTY_SECTION, heading: "What was checked", facts: checks(event) },
      {
        ...EMPTY_SECTION,
        heading: "Files kept",
        tables: [
          {
            heading: "",
            intro: "The very bytes are kept; equal hash, equal file.",
            columns: [
              { label: "File", align: "left", share: 3 },
              { label: "Bytes", align: "right", share: 1.3 },
              { label: "SHA-256", align: "left", share: 7 },
            ],
            rows: event.files.map((file) => [
              printable(file.name, 80),
              file.size.toLocaleString("en-US"),
              file.sha256,
            ]),
            total: null,
            empty: "No file is kept with it.",
          },
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

const fact = (label: string, value: string, note = "") => ({ label, value, note });

/** An answer as people say it. */
export function answerText(field: string, text: string): string {
  return MONEY.has(field) ? formatUsd(text) : printable(LOSS_CHOICES[text] ?? text, 2000);
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
  const text = (amount: string | null) => (amount === null ? "not known" : formatUsd(amount));
  return [
    fact("Still held", formatQuantity(saving.quantity), `Basis ${text(saving.basis)}`),
    fact("Gain or loss at the price told", text(saving.gain), `After a fee of ${text(saving.fee)}`),
    fact(
      "It would save this year",
      text(saving.saving),
      "Federal tax without less with, an estimate",
    ),
    fact("Saving less the fee", text(saving.kept)),
  ];
}
