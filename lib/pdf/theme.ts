/** US Letter in points; every page of ours is exactly this. */
export const PAGE = { width: 612, height: 792 } as const;

/** Where words and figures stand: left edge, width, first and last usable line. */
export const FRAME = { left: 44, right: 568, width: 524, top: 84, bottom: 738 } as const;

/** Ink and greys; everything survives a fax. */
export const INK = "#1c1b19";
export const MUTED = "#5d5a54";
export const HAIRLINE = "#b9b5ac";
export const PAPER = "#ffffff";

/** How a piece of text looks. `figures`: tabular digits, for everything that stands in a column. */
export interface TextStyle {
  readonly weight: "regular" | "medium" | "semibold";
  readonly size: number;
  readonly color: string;
  readonly figures: boolean;
}

const style = (
  size: number,
  weight: TextStyle["weight"] = "regular",
  color: string = INK,
  figures = false,
): TextStyle => ({ size, weight, color, figures });

/** The type scale of the paper. */
export const TYPE = {
  name: style(27, "semibold"),
  nameSmall: style(17, "semibold"),
  title: style(16, "semibold"),
  heading: style(10.5, "semibold"),
  lead: style(11, "regular"),
  body: style(9),
  strong: style(9, "medium"),
  muted: style(8, "regular", MUTED),
  small: style(7, "regular", MUTED),
  label: style(7, "medium", MUTED),
  running: style(8, "medium", INK, true),
  runningMuted: style(7.5, "regular", MUTED, true),
  reversed: style(8.5, "semibold", PAPER),
  dense: style(6.4, "regular", INK, true),
  denseStrong: style(6.4, "semibold", INK, true),
  cell: style(8, "regular", INK, true),
  cellStrong: style(8, "semibold", INK, true),
  amount: style(9, "regular", INK, true),
  amountStrong: style(9, "semibold", INK, true),
  headline: style(13, "medium", INK, true),
  row: style(8, "regular", INK, true),
  rowStrong: style(8, "semibold", INK, true),
  rowNote: style(6.8, "regular", MUTED, true),
} as const;
