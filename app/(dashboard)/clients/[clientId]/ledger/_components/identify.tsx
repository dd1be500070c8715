import { AssetName } from "@/app/_ui/asset-name";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Callout } from "@/app/_ui/callout";
import { Tabs } from "@/app/_ui/tabs";
import type { SessionUser } from "@/lib/auth/session";
import {
  type IdentificationView,
  LOT_ORDERS,
  type LotOrder,
  viewIdentification,
} from "@/lib/services/view-identification";
import { IdentifyForm } from "./identify-form";

const ORDER_LABELS: Readonly<Record<LotOrder, string>> = {
  oldest: "Oldest",
  newest: "Newest",
  highest: "Highest basis",
  lowest: "Lowest basis",
};

/** Which lots one sale, disposal or transfer takes: named by a person. */
export async function Identify({
  user,
  clientId,
  tx,
  by,
  back,
  timeZone,
  hrefOf,
}: {
  user: SessionUser;
  clientId: string;
  tx: string;
  /** How the lots are listed, as the address has it. */
  by: string;
  back: string;
  timeZone: string;
  hrefOf: (order: string) => string;
}) {
  const order = LOT_ORDERS.find((one) => one === by) ?? "oldest";
  const view = await viewIdentification(user, clientId, tx, order);
  if (!view.ok) {
    return <Callout tone="caution">Nothing here takes lots anybody could name.</Callout>;
  }
  const { value } = view;
  if (value.lots.length === 0) {
    return (
      <Callout title="No lot was there">
        Nothing of <AssetName id={value.asset} /> was in {value.account} just before this. Add what
        is missing first.
      </Callout>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <Deadline view={value} />
      <Tabs
        label="Order of the lots"
        tabs={LOT_ORDERS.map((one) => ({
          href: hrefOf(one),
          label: ORDER_LABELS[one],
          current: one === order,
        }))}
      />
      {value.lotCount > value.lots.length && (
        <p className="text-muted text-sm">
          {value.lots.length} of {value.lotCount} lots, those in use among them. Another order shows
          others.
        </p>
      )}
      <IdentifyForm
        key={order}
        clientId={clientId}
        tx={tx}
        back={back}
        view={value}
        timeZone={timeZone}
      />
    </div>
  );
}

function Deadline({ view }: { view: IdentificationView }) {
  return (
    <p>
      Only what was written down by <strong className="font-semibold">{view.moment}</strong> counts
      {view.mustTell && <>, and only when the platform was told by then</>}. Later, the earliest
      units go first, and what you record here says what that costs.{" "}
      <AuthorityChip id="reg-1-1012-1-j" /> <AuthorityChip id="notice-2026-20" />
    </p>
  );
}
