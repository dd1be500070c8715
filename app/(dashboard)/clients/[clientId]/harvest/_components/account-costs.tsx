import { Fold } from "@/app/_ui/fold";
import { formatUsd } from "@/lib/money/format";
import type { AccountCostsView } from "@/lib/services/gains/account-costs-view";
import type { HarvestView } from "@/lib/services/view-harvest";
import type { OpenParts } from "../../_gains/open-parts";
import { AccountCostsForm } from "./account-costs-form";

/** What each account charges: counted on every harvest page where no fee is typed. */
export function AccountCosts({
  view,
  clientId,
  parts,
}: {
  view: Pick<HarvestView, "accounts" | "mayWrite" | "costs">;
  clientId: string;
  parts: OpenParts;
}) {
  const said = view.accounts.filter(({ fee, feeFixed }) => fee !== "" || feeFixed !== "");
  const isOther = view.costs.fee !== "" || view.costs.feeFixed !== "";
  return (
    <div className="mb-4 text-sm">
      {said.length > 0 && (
        <p className="text-muted">
          {isOther
            ? "The fee typed above counts for every account here; else "
            : "Counted where no fee is typed: "}
          {said.map(words).join("; ")}.
        </p>
      )}
      {view.mayWrite && (
        <Fold
          label="What your accounts charge"
          href={parts.href("charges")}
          isOpen={parts.isOpen("charges")}
        >
          <ul className="max-w-2xl border-line border-t">
            {view.accounts.map((account) => (
              <li key={account.id} className="border-line border-b py-3">
                <AccountCostsForm clientId={clientId} account={account} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  );
}

/** "Coinbase 0.6% and $2.99 a sale". */
function words({ name, fee, feeFixed }: AccountCostsView): string {
  const parts = [
    ...(fee === "" ? [] : [`${fee}%`]),
    ...(feeFixed === "" ? [] : [`${formatUsd(feeFixed)} a sale`]),
  ];
  return `${name} ${parts.join(" and ")}`;
}
