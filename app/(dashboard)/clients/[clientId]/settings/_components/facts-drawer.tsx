import { Drawer } from "@/app/_ui/drawer";
import { assetText } from "@/lib/assets/label";
import type { SettingsView } from "@/lib/services/view-settings";
import { AccountFactsForm } from "./account-facts-form";
import { AssetFactsForm } from "./asset-facts-form";

/** What is said about one account or one asset, when the address asks for it. */
export function FactsDrawer({
  view,
  clientId,
  path,
  account,
  asset,
}: {
  view: SettingsView;
  clientId: string;
  path: string;
  /** Id of the account that is open. */
  account: string | null;
  /** Sign of the asset that is open. */
  asset: string | null;
}) {
  const oneAccount = view.accounts.find((one) => one.id === account);
  if (oneAccount !== undefined) {
    return (
      <Drawer
        key={oneAccount.id}
        over="Account"
        title={oneAccount.name}
        closeHref={`${path}?part=accounts`}
      >
        <AccountFactsForm clientId={clientId} account={oneAccount} />
      </Drawer>
    );
  }
  const oneAsset = view.assets.find((one) => one.asset === asset);
  return oneAsset === undefined ? null : (
    <Drawer
      key={oneAsset.asset}
      over="Asset"
      title={assetText(oneAsset.asset)}
      closeHref={`${path}?part=assets`}
    >
      <AssetFactsForm
        clientId={clientId}
        asset={oneAsset}
        others={view.assets.flatMap((one) => (one === oneAsset ? [] : [one.asset]))}
      />
    </Drawer>
  );
}
