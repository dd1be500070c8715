import { Callout } from "@/app/_ui/callout";
import { one, type Query } from "../../../_gains/address";
import { DECISION_WORDS } from "./answers";
import { DecideForm } from "./decide-form";
import { backText } from "./quarantine-address";

const isDecision = (text: string): text is keyof typeof DECISION_WORDS =>
  Object.hasOwn(DECISION_WORDS, text);

interface Deed {
  readonly done: keyof typeof DECISION_WORDS;
  readonly about: { readonly item: string } | { readonly group: string };
  readonly rows: number;
  /** Rows that stayed as they were: part of a linked transfer. */
  readonly kept: number;
}

/** What the address says was done; null when it says nothing. */
function deedIn(query: Query): Deed | null {
  const [done = "", of = "", rows = "0", kept = "0"] = ["done", "of", "rows", "kept"].map((name) =>
    one(query, name),
  );
  if (!isDecision(done) || of === "" || !(Number(rows) > 0)) {
    return null;
  }
  const isGroup = of.includes(":") || of === "spam";
  const about = isGroup ? { group: of } : { item: of };
  return { done, about, rows: Number(rows), kept: Number(kept) };
}

/** What was just done, and the one click that takes it back. */
export function Done({ query, clientId }: { query: Query; clientId: string }) {
  const deed = deedIn(query);
  if (deed === null) {
    return null;
  }
  const { done, about, rows, kept } = deed;
  const counted = rows === 1 ? "One row" : `${rows.toLocaleString("en-US")} rows`;
  const isBack = done === "open";
  return (
    <Callout
      tone="good"
      live
      className="mb-6"
      title={isBack ? `${counted} taken back: open again` : `${counted}. ${DECISION_WORDS[done]}`}
      actions={
        isBack ? undefined : (
          <DecideForm
            clientId={clientId}
            answer="open"
            about={about}
            back={backText(query)}
            label={"group" in about ? "Take all of these back" : "Take it back"}
          />
        )
      }
    >
      {kept > 0 &&
        `${kept === 1 ? "One row stays" : `${kept} rows stay`} as before: part of a linked transfer. Separate the transfer first.`}
    </Callout>
  );
}
