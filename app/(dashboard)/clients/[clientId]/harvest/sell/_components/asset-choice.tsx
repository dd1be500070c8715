import { ButtonLink } from "@/app/_ui/button";
import { counted } from "@/app/_ui/counted";
import { Money, Quantity } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { assetText } from "@/lib/assets/label";
import type { SaleAsset } from "@/lib/services/sale-choice/sale-views";
import { address } from "../../../_gains/address";

/** First what is sold; then how much of it. */
export function AssetChoice({ assets, path }: { assets: readonly SaleAsset[]; path: string }) {
  return (
    <Section title="What will you sell?">
      <ul className="-mt-4">
        {assets.map(({ asset, units, value, accounts }) => (
          <li
            key={asset}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-line border-b py-2.5 sm:grid-cols-[minmax(0,1fr)_9rem_auto]"
          >
            <span className="min-w-0">
              <Quantity amount={units} asset={asset} className="font-medium" />
              <span className="block text-muted text-sm">
                in {counted(accounts, "account")}
                <span className="sm:hidden">
                  {value !== null && (
                    <>
                      , worth <Money amount={value} />
                    </>
                  )}
                </span>
              </span>
            </span>
            <span className="text-right max-sm:hidden">
              {value === null ? (
                <span className="text-caution">no price</span>
              ) : (
                <Money amount={value} />
              )}
            </span>
            <ButtonLink size="small" href={address(path, {}, { asset })}>
              Sell<span className="sr-only"> {assetText(asset)}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
