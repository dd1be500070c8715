import { AssetName } from "@/app/_ui/asset-name";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { assetLabel } from "@/lib/assets/label";
import type { AssetItem } from "@/lib/services/asset-items";
import { CLASS_WORDS, Fact, KIND_WORDS } from "./fact-words";

/** The assets of the books with what is said about each. */
export function AssetTable({
  assets,
  mayWrite,
  path,
}: {
  assets: readonly AssetItem[];
  mayWrite: boolean;
  path: string;
}) {
  if (assets.length === 0) {
    return (
      <EmptyState title="No assets yet">
        They appear here with the first file or row that names them.
      </EmptyState>
    );
  }
  return (
    <>
      <Table caption="Assets" density="comfortable">
        <thead>
          <tr>
            <Th sticky>Asset</Th>
            <Th>What it is</Th>
            <Th>Collectible</Th>
            <Th>Identical with</Th>
            <Th>From</Th>
            {mayWrite && <Th>Change</Th>}
          </tr>
        </thead>
        <tbody>
          {assets.map((one) => (
            <Tr key={one.asset}>
              <RowHead>
                <AssetName id={one.asset} />
                <Known asset={one} />
              </RowHead>
              <Td className="whitespace-nowrap">
                <Fact isStated={one.isStated}>{CLASS_WORDS[one.class]}</Fact>
              </Td>
              <Td>
                <Fact isStated={one.isStated}>{one.collectible ? "Yes" : "No"}</Fact>
              </Td>
              <Td className="whitespace-nowrap">
                {one.sameAs.length === 0 ? (
                  <span className="text-muted">no other</span>
                ) : (
                  one.sameAs.map((other, index) => (
                    <span key={other}>
                      {index > 0 && ", "}
                      <AssetName id={other} />
                    </span>
                  ))
                )}
              </Td>
              <Td className="min-w-64 max-w-80">
                <From asset={one} />
              </Td>
              {mayWrite && (
                <Td>
                  <ButtonLink
                    href={`${path}?part=assets&asset=${encodeURIComponent(one.asset)}`}
                    scroll={false}
                    size="small"
                    variant="quiet"
                    className="-my-1 -ml-2.5"
                  >
                    Change{" "}
                    <span className="sr-only">
                      <AssetName id={one.asset} />
                    </span>
                  </ButtonLink>
                </Td>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
      {assets.some((one) => !one.isStated) && (
        <p className="mt-2 text-muted text-sm">In grey: what is assumed until you say otherwise.</p>
      )}
    </>
  );
}

/** Its name and making; a token that no table knows says so. */
function Known({ asset: { asset, name, kind, isUndecided } }: { asset: AssetItem }) {
  const { contract } = assetLabel(asset);
  const text = [name, kind === null ? null : KIND_WORDS[kind]].filter((word) => word !== null);
  const said = text.length > 0 ? text.join(", ") : contract === null ? null : "Unknown contract";
  if (isUndecided) {
    return <span className="block font-normal text-caution text-xs">One of several coins</span>;
  }
  return said === null ? null : (
    <span className="block font-normal text-muted text-xs">{said}</span>
  );
}

/** Whose files speak of it. Three at most; the rest is counted. */
function From({ asset: { from } }: { asset: AssetItem }) {
  const rest = from.length - FROM_SHOWN;
  return from.length === 0 ? (
    <span className="text-muted">no rows</span>
  ) : (
    <>
      {from.slice(0, FROM_SHOWN).join(", ")}
      {rest > 0 && <span className="text-muted"> and {rest} more</span>}
    </>
  );
}

const FROM_SHOWN = 3;
