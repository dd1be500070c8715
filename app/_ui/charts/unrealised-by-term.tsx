import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import { AssetName } from "../asset-name";
import { ChartFigure, toPixels } from "./figure";

export interface AssetTerms {
  asset: string;
  /** Unrealised gain of lots that are short or long term today, decimal text; null: there are none. */
  short: string | null;
  long: string | null;
  /** Where the lots of each stand. */
  hrefs: { readonly short: string; readonly long: string };
}

export interface UnrealisedByTermProps {
  question: string;
  sentence: string;
  /** In the order drawn. */
  assets: readonly AssetTerms[];
}

/** More assets than these stand in the table only. */
const DRAWN = 12;

/** Two bars an asset from a zero line in the middle: long term filled, short term outlined; losses to the left. */
export function UnrealisedByTerm({ question, sentence, assets }: UnrealisedByTermProps) {
  const most = Math.max(1, ...assets.flatMap(({ short, long }) => [size(short), size(long)]));
  return (
    <ChartFigure question={question} sentence={sentence} table={<Figures assets={assets} />}>
      <div aria-hidden="true" className="text-sm">
        <p className="mb-2 flex gap-4 text-muted text-xs">
          <span className="inline-flex items-center gap-1.5">
            <span className="swatch size-2.5 bg-muted" /> Long-term
          </span>
          <span className="inline-flex items-center gap-1.5">
            <span className="swatch size-2.5 border border-muted" /> Short-term
          </span>
        </p>
        {assets.slice(0, DRAWN).map(({ asset, short, long }) => (
          <div
            key={asset}
            className="grid grid-cols-[4rem_minmax(0,1fr)_7rem] items-center gap-3 border-line border-b py-1.5"
          >
            <AssetName id={asset} className="truncate font-medium" />
            <span className="relative block h-8">
              <span className="absolute inset-y-[-6px] left-1/2 w-px bg-ink" />
              {long !== null && <Bar share={toPixels(long) / most} place="top-0.5" isFilled />}
              {short !== null && <Bar share={toPixels(short) / most} place="bottom-0.5" />}
            </span>
            <span className="text-right leading-tight">
              <Amount amount={long} />
              <Amount amount={short} />
            </span>
          </div>
        ))}
      </div>
    </ChartFigure>
  );
}

const size = (amount: string | null): number => (amount === null ? 0 : Math.abs(toPixels(amount)));

function Bar({
  share,
  place,
  isFilled = false,
}: {
  share: number;
  place: string;
  isFilled?: boolean;
}) {
  const width = `${Math.max(0.6, Math.abs(share) * 50)}%`;
  const side = share < 0 ? "right-1/2" : "left-1/2";
  const ink = share < 0 ? "border-loss" : "border-gain";
  const fill = share < 0 ? "bg-loss" : "bg-gain";
  return (
    <span
      className={`bar absolute h-3 border ${place} ${side} ${ink} ${isFilled ? fill : ""}`}
      style={{ width }}
    />
  );
}

function Amount({ amount }: { amount: string | null }) {
  return (
    <span className="block">
      {amount === null ? (
        <span className="text-muted">–</span>
      ) : (
        <Money amount={amount} tone="signed" cents="none" />
      )}
    </span>
  );
}

function OfLots({ amount, href, about }: { amount: string | null; href: string; about: string }) {
  return amount === null ? (
    "none"
  ) : (
    <WhyLink href={href} about={about}>
      <Money amount={amount} tone="signed" />
    </WhyLink>
  );
}

function Figures({ assets }: { assets: readonly AssetTerms[] }) {
  return (
    <Table caption="Unrealised gain by asset and term">
      <thead>
        <tr>
          <Th sticky>Asset</Th>
          <Th numeric>Short-term</Th>
          <Th numeric>Long-term</Th>
        </tr>
      </thead>
      <tbody>
        {assets.map(({ asset, short, long, hrefs }) => (
          <Tr key={asset}>
            <RowHead>
              <AssetName id={asset} />
            </RowHead>
            <Td numeric>
              <OfLots amount={short} href={hrefs.short} about="its short-term lots" />
            </Td>
            <Td numeric>
              <OfLots amount={long} href={hrefs.long} about="its long-term lots" />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
