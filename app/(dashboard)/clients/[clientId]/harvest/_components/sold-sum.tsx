import { AuthorityChip } from "@/app/_ui/authority-chip";
import { type SumLine, WrittenSum } from "@/app/_ui/definition-list";
import { Money } from "@/app/_ui/money";
import type { LossUses, SoldSum } from "@/lib/services/gains/sold-sum";

/** What sales bring, written out, and where their loss goes. */
export function SoldSumPart({
  sum,
  title = "What is sold",
}: {
  sum: SoldSum;
  /** Tells it from another beside it. */
  title?: string;
}) {
  const isBoth = sum.short !== "0" && sum.long !== "0";
  return (
    <section className="mb-7">
      <h3 className="mb-1 font-semibold">{title}</h3>
      <WrittenSum
        lines={[
          line("gross", sum.isAfterCosts ? "Sold for, after costs" : "Sold for", sum.gross),
          ...(sum.fees === "0" ? [] : [line("fees", "What selling costs", sum.fees, "minus")]),
          line("basis", "Basis of these units", sum.basis, "minus"),
          {
            key: "gain",
            role: "total",
            label: isBoth
              ? "Gain or loss"
              : `${sum.short === "0" ? "Long" : "Short"}-term ${sum.uses === null ? "gain" : "loss"}`,
            amount: <Money amount={sum.gain} tone="signed" />,
          },
        ]}
      />
      {isBoth && (
        <p className="text-muted text-sm">
          <Money amount={sum.short} tone="signed" /> short-term,{" "}
          <Money amount={sum.long} tone="signed" /> long-term.
        </p>
      )}
      <p className="mt-1.5 flex flex-wrap gap-1.5">
        <AuthorityChip id="irc-1001" />
        {sum.fees !== "0" && <AuthorityChip id="reg-1-1001-7" />}
        <AuthorityChip id="irc-1222" />
      </p>
      {sum.uses !== null && <Uses uses={sum.uses} loss={sum.gain} />}
    </section>
  );
}

function Uses({ uses, loss }: { uses: LossUses; loss: string }) {
  const parts = [
    { key: "offset", label: "Cancels gains", amount: uses.offset },
    { key: "deducted", label: "Taken off other income", amount: uses.deducted },
    { key: "carried", label: "Carried on", amount: uses.carried },
  ].filter(({ amount }) => amount !== "0");
  return (
    <>
      <h3 className="mt-5 mb-1 font-semibold">Where the loss goes</h3>
      <WrittenSum
        lines={[
          ...parts.map(({ key, label, amount }) => line(key, label, amount)),
          {
            key: "loss",
            role: "total",
            label: "The loss",
            amount: <Money amount={loss.replace("-", "")} />,
          },
        ]}
      />
      <p className="mt-1.5 flex flex-wrap gap-1.5">
        <AuthorityChip id="irc-1211" />
        <AuthorityChip id="irc-1212" />
      </p>
    </>
  );
}

const line = (
  key: string,
  label: string,
  amount: string,
  role: SumLine["role"] = "plus",
): SumLine => ({
  key,
  label,
  amount: <Money amount={amount} />,
  role,
});
