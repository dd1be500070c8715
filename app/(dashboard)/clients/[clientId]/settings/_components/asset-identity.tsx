import { CopyButton } from "@/app/_ui/copy-button";
import { DefinitionList } from "@/app/_ui/definition-list";
import { assetLabel } from "@/lib/assets/label";
import type { AssetItem } from "@/lib/services/asset-items";
import { KIND_WORDS } from "./fact-words";

/** What makes an asset the one it is: its name, or the contract of a token that no table knows. */
export function AssetIdentity({ asset: { asset, name, kind, from } }: { asset: AssetItem }) {
  const { contract } = assetLabel(asset);
  const items = [
    ...(name === null ? [] : [{ key: "name", term: "Name", value: name }]),
    ...(kind === null ? [] : [{ key: "kind", term: "Made as", value: KIND_WORDS[kind] }]),
    ...(contract === null
      ? []
      : [
          {
            key: "contract",
            term: "Contract",
            value: (
              <span className="flex flex-wrap items-center gap-x-2">
                <span className="break-all">{contract.full}</span>
                <CopyButton text={contract.full} label="Copy the address" />
              </span>
            ),
          },
        ]),
    { key: "from", term: "Rows from", value: from.length === 0 ? "none" : from.join(", ") },
  ];
  return (
    <>
      <DefinitionList items={items} />
      {contract !== null && (
        <p className="text-muted text-sm">
          Anybody can give a token any sign. This one is told apart by its contract and gets no
          price by itself.
        </p>
      )}
    </>
  );
}
