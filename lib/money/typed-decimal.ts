/** A number as people type it: an optional "$", commas between thousands, a minus. Plain decimal text, or null. */
export function plainDecimal(typed: string): string | null {
  const text = typed
    .trim()
    .replace(/^([-\u2212]?)\s*\$\s*/, "$1")
    .replace("\u2212", "-");
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) {
    return text.replaceAll(",", "");
  }
  return /^-?\d*\.?\d+$|^-?\d+\.$/.test(text)
    ? text.replace(/\.$/, "").replace(/^(-?)\./, "$10.")
    : null;
}

const MOST = 50;

/** "0.6" percent as the rate "0.006", exactly; null when it is not a number from 0 to 50 with at most eight decimals. */
export function rateOfPercent(typed: string): string | null {
  const plain = plainDecimal(typed.trim().replace(/\s*%$/, ""));
  const [, whole, fraction = ""] = /^(\d{1,2})(?:\.(\d{1,8}))?$/.exec(plain ?? "") ?? [];
  if (whole === undefined) {
    return null;
  }
  const isTooMuch = Number(whole) > MOST || (Number(whole) === MOST && /[1-9]/.test(fraction));
  return isTooMuch ? null : `0.${whole.padStart(2, "0")}${fraction}`;
}

/** A yearly change in percent, "-10" or "2.5", as a rate, "-0.1" or "0.025", exactly; null when it is none above -100 and up to 500. */
export function changeOfPercent(typed: string): string | null {
  const plain = plainDecimal(typed.trim().replace(/\s*%$/, ""));
  const [, sign, whole, fraction = ""] = /^(-?)(\d{1,3})(?:\.(\d{1,8}))?$/.exec(plain ?? "") ?? [];
  if (whole === undefined || (sign === "-" ? Number(whole) >= 100 : Number(whole) > 500)) {
    return null;
  }
  const digits = whole.padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
}

/** The rate "0.006" as percent, "0.6": what `rateOfPercent` reads, without zeros at its end. */
export function percentText(rate: string): string {
  const [, fraction = ""] = rate.split(".");
  const rest = fraction.slice(2).replace(/0+$/, "");
  const whole = String(Number(fraction.slice(0, 2).padEnd(2, "0")));
  return rest === "" ? whole : `${whole}.${rest}`;
}
