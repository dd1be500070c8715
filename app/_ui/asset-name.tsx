import { assetLabel } from "@/lib/assets/label";
import { cx } from "./cx";

/**
 * The sign of an asset. A token known by its contract alone is never shown as a plain sign: a part of its address stands beside it, the
 * whole of it on demand.
 */
export function AssetName({ id, className }: { id: string; className?: string | undefined }) {
  const { symbol, number, contract } = assetLabel(id);
  if (contract === null) {
    return <span className={className}>{symbol}</span>;
  }
  return (
    <span className={cx("whitespace-nowrap", className)} title={`Contract ${contract.full}`}>
      {number === null ? symbol : `${symbol} #${number}`}{" "}
      <span className="text-[0.85em] text-muted">
        <span className="sr-only">of contract </span>
        {contract.short}
      </span>
    </span>
  );
}
