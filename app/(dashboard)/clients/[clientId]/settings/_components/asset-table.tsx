import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { AssetItem } from "@/lib/services/settings-facts";
import { CLASS_WORDS, Fact } from "./fact-words";

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
            {mayWrite && <Th>Change</Th>}
          </tr>
        </thead>
        <tbody>
          {assets.map((one) => (
            <Tr key={one.asset}>
              <RowHead>{one.asset}</RowHead>
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
                  one.sameAs.join(", ")
                )}
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
                    Change<span className="sr-only"> {one.asset}</span>
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
