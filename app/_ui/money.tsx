import { formatPrice, formatQuantity, formatUsd } from "@/lib/money/format";
import { AssetName } from "./asset-name";
import { cx } from "./cx";

export interface MoneyProps {
  /** Exact decimal as text ("-1234.5"); null when it is not known (shown as "not known", never as zero). */
  amount: string | null;
  /** "signed": gain in teal with a plus, loss in brick with a minus, and the word for screen readers. */
  tone?: "plain" | "signed";
  /** "full" $1,234.50; "small": cents set smaller; "none": rounded to whole dollars (headlines only). */
  cents?: "full" | "small" | "none";
  /** Words a screen reader hears after a signed figure. */
  words?: { gain: string; loss: string };
  className?: string | undefined;
}

/** Every dollar figure on a page. Takes text, never a JavaScript number. */
export function Money({ amount, tone = "plain", cents = "full", words, className }: MoneyProps) {
  if (amount === null) {
    return <span className={cx("whitespace-nowrap text-caution", className)}>not known</span>;
  }
  const text = formatUsd(amount, { cents: cents !== "none", plus: tone === "signed" });
  const sign = text.startsWith("\u2212") ? "loss" : text.startsWith("+") ? "gain" : "zero";
  const [dollars, fraction] = cents === "small" ? text.split(".") : [text];
  return (
    <data
      value={amount}
      className={cx(tone === "signed" && toneClass[sign], className) || undefined}
    >
      {dollars}
      {fraction !== undefined && <span className="text-[0.75em] opacity-80">.{fraction}</span>}
      {tone === "signed" && sign !== "zero" && (
        <span className="sr-only"> {words?.[sign] ?? sign}</span>
      )}
    </data>
  );
}

const toneClass = { gain: "text-gain", loss: "text-loss", zero: "text-ink" };

export interface QuantityProps {
  /** Exact units as text, all digits shown; null when not known. */
  amount: string | null;
  /** Asset sign after the figure, e.g. "BTC". */
  asset?: string;
  className?: string | undefined;
}

/** Units of an asset with all their digits, never rounded. */
export function Quantity({ amount, asset, className }: QuantityProps) {
  if (amount === null) {
    return <span className={cx("whitespace-nowrap text-caution", className)}>not known</span>;
  }
  return (
    <data value={amount} className={className}>
      {formatQuantity(amount)}
      {asset !== undefined && (
        <span className="text-muted">
          {" "}
          <AssetName id={asset} />
        </span>
      )}
    </data>
  );
}

/** A price per unit: two decimals from a dollar up, more below; null = "no price", never zero. */
export function Price({ amount, className }: { amount: string | null; className?: string }) {
  if (amount === null) {
    return <span className={cx("whitespace-nowrap text-caution", className)}>no price</span>;
  }
  return (
    <data value={amount} className={className}>
      {formatPrice(amount)}
    </data>
  );
}
