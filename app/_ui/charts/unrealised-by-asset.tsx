import type { ReactNode } from "react";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { AssetName } from "../asset-name";
import { ChartFigure, toPixels } from "./figure";

export interface AssetGain {
  /** What the row is about: "BTC". */
  asset: string;
  /** Unrealised gain (negative = loss), decimal text; null when there is no price. */
  gain: string | null;
  /** Where the row leads, if anywhere. */
  href?: string;
}

export interface UnrealisedByAssetProps {
  question: string;
  sentence: string;
  /** In the order drawn: usually largest loss first. */
  assets: readonly AssetGain[];
}

/** Diverging bars from a zero line in the middle: losses to the left, gains to the right. */
export function UnrealisedByAsset({ question, sentence, assets }: UnrealisedByAssetProps) {
  const most = Math.max(
    1,
    ...assets.map(({ gain }) => (gain === null ? 0 : Math.abs(toPixels(gain)))),
  );
  return (
    <ChartFigure question={question} sentence={sentence} table={<Figures assets={assets} />}>
      <div aria-hidden="true" className="flex flex-col border-line border-t text-sm">
        {assets.map(({ asset, gain }) => (
          <div
            key={asset}
            className="grid grid-cols-[4rem_1fr_7.5rem] items-center gap-3 border-line border-b py-1.5"
          >
            <AssetName id={asset} className="truncate font-medium" />
            <span className="relative block h-4">
              <span className="absolute inset-y-[-6px] left-1/2 w-px bg-ink" />
              {gain !== null && <Bar share={toPixels(gain) / most} />}
            </span>
            <span className="text-right">
              {gain === null ? <NoPrice /> : <Money amount={gain} tone="signed" cents="none" />}
            </span>
          </div>
        ))}
      </div>
    </ChartFigure>
  );
}

function Bar({ share }: { share: number }) {
  const width = `${Math.max(0.6, Math.abs(share) * 50)}%`;
  return share < 0 ? (
    <span className="bar absolute inset-y-0 right-1/2 bg-loss" style={{ width }} />
  ) : (
    <span className="bar absolute inset-y-0 left-1/2 bg-gain" style={{ width }} />
  );
}

function NoPrice(): ReactNode {
  return <span className="text-caution">no price</span>;
}

function Figures({ assets }: { assets: readonly AssetGain[] }) {
  return (
    <Table caption="Unrealised gain by asset">
      <thead>
        <tr>
          <Th sticky>Asset</Th>
          <Th numeric>Unrealised gain</Th>
        </tr>
      </thead>
      <tbody>
        {assets.map(({ asset, gain, href }) => (
          <Tr key={asset}>
            <RowHead>
              {href === undefined ? (
                <AssetName id={asset} />
              ) : (
                <a href={href}>
                  <AssetName id={asset} />
                </a>
              )}
            </RowHead>
            <Td numeric>{gain === null ? <NoPrice /> : <Money amount={gain} tone="signed" />}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
