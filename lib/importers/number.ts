/**
 * What one cell says as a number. "number": `text` is a plain signed decimal ("-1234.5"), exact; `currency` a sign found with it
 * ("$"), `unit` a trailing ticker ("ETH"). "empty": the cell says nothing (never the same as zero). "bad": why it is refused.
 */
export type NumberReading =
  | {
      readonly kind: "number";
      readonly text: string;
      readonly currency: string | null;
      readonly unit: string | null;
    }
  | { readonly kind: "empty" }
  | { readonly kind: "bad"; readonly reason: string };

/** How a source writes commas: "thousands" when its own format says so, else a comma without a point is refused as ambiguous. */
export type CommaRule = "thousands" | "ambiguous";

const EMPTY = new Set(["", "-", "n/a", "na", "null", "none", "--"]);
const SIGNS = "$€£¥₹₩₿";
const SIGNED = new RegExp(`^([${SIGNS}]?)\\s*([+-])\\s*([${SIGNS}]?)(?=[\\d.])(.*)$`);
const UNIT = /^(.*\d\.?)\s+([A-Za-z][A-Za-z0-9.]{0,14})$/;
/** Already plain: no leading or trailing zeros to drop. */
const SIMPLE = /^(?:0|[1-9]\d{0,30})(?:\.\d{0,29}[1-9])?$/;
/** Dollars as most files write them. */
const CENTS = /^\$(?:0|[1-9]\d{0,30})(?:\.\d{1,30})?$/;
const PLAIN = /^(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,4}))?$/;
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
const MAX_DIGITS = 80;

/**
 * Reads `$1,234.56`, `($5.00)`, `-$5`, `−5` (U+2212), `+5`, `1.`, `0.5 BTC`, `1e-8`, `4.5E+7` exactly, as formats.md 0.5 lists.
 * Never guesses: `1,5`, `1,234` (unless the source's rule is "thousands") and `1.234,56` are "bad" with the reason.
 */
export function readNumber(cell: string, commas: CommaRule = "ambiguous"): NumberReading {
  return readSimple(cell) ?? readAny(cell.replace(/[\u00a0\u202f\u2009]/g, " ").trim(), commas);
}

/** The short way for what nearly every cell holds; null: it takes the long way. */
function readSimple(text: string): NumberReading | null {
  if (SIMPLE.test(text)) {
    return { kind: "number", text, currency: null, unit: null };
  }
  return text.startsWith("$") && CENTS.test(text)
    ? { kind: "number", text: withoutZeros(text.slice(1)), currency: "$", unit: null }
    : null;
}

function readAny(text: string, commas: CommaRule): NumberReading {
  const simple = readSimple(text);
  if (simple !== null) {
    return simple;
  }
  if (EMPTY.has(text.toLowerCase())) {
    return { kind: "empty" };
  }
  if (text.length > MAX_DIGITS * 2) {
    return bad("too long to be a number");
  }
  const { body: withoutUnit, unit } = takeUnit(text.replaceAll("\u2212", "-"));
  const { body: unsigned, negative } = takeSign(withoutUnit);
  const { body, currency } = takeCurrency(unsigned);
  const digits = withoutCommas(body, commas);
  if (typeof digits !== "string") {
    return digits;
  }
  const match = PLAIN.exec(digits);
  if (match === null) {
    return bad("not a number");
  }
  const plain = expand(match[1] ?? "", Number(match[2] ?? "0"));
  if (plain === null) {
    return bad("more digits than any amount has");
  }
  const isZero = /^[0.]*$/.test(plain);
  return { kind: "number", text: negative && !isZero ? `-${plain}` : plain, currency, unit };
}

/** Digits with a point, less the zeros at the end that say nothing. */
function withoutZeros(text: string): string {
  if (!text.includes(".")) {
    return text;
  }
  let end = text.length;
  while (text.charCodeAt(end - 1) === ZERO_CODE) {
    end -= 1;
  }
  return text.slice(0, text.charCodeAt(end - 1) === POINT_CODE ? end - 1 : end);
}

const ZERO_CODE = 48;
const POINT_CODE = 46;

function bad(reason: string): { readonly kind: "bad"; readonly reason: string } {
  return { kind: "bad", reason };
}

function takeUnit(text: string): { body: string; unit: string | null } {
  const match = UNIT.exec(text);
  return match === null
    ? { body: text, unit: null }
    : { body: match[1] ?? "", unit: match[2] ?? null };
}

/** One sign only: a minus before or after the currency sign, or parentheses round the whole. */
function takeSign(text: string): { body: string; negative: boolean } {
  if (text.startsWith("(") && text.endsWith(")")) {
    return { body: text.slice(1, -1).trim(), negative: true };
  }
  const match = SIGNED.exec(text);
  return match === null
    ? { body: text, negative: false }
    : { body: `${match[1]}${match[3]}${match[4]}`, negative: match[2] === "-" };
}

function takeCurrency(text: string): { body: string; currency: string | null } {
  const first = text.slice(0, 1);
  return first !== "" && SIGNS.includes(first)
    ? { body: text.slice(1).trim(), currency: first }
    : { body: text, currency: null };
}

function withoutCommas(body: string, commas: CommaRule): string | ReturnType<typeof bad> {
  if (!body.includes(",")) {
    return body;
  }
  if (!GROUPED.test(body)) {
    return bad("the comma does not stand between thousands");
  }
  const isCertain = body.includes(".") || body.indexOf(",") !== body.lastIndexOf(",");
  return commas === "thousands" || isCertain
    ? body.replaceAll(",", "")
    : bad("the comma may mean thousands or decimals");
}

/** Mantissa x 10^exponent as plain digits, moving the point in the text; null when it would be absurdly long. */
function expand(mantissa: string, exponent: number): string | null {
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (digits.length > MAX_DIGITS || Math.abs(exponent) > MAX_DIGITS) {
    return null;
  }
  const padded =
    point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(Math.max(point, 0), "0");
  const at = Math.max(point, 1);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, "");
  const decimals = padded.slice(at).replace(/0+$/, "");
  return decimals === "" ? integer : `${integer}.${decimals}`;
}
