import type { FontProgram } from "./file/font-program";
import { num } from "./file/syntax";
import { IDENTITY_ENTRY } from "./irs/identity-entry";
import type { Run, Shaper } from "./shape";
import { HAIRLINE, INK, PAGE, type TextStyle } from "./theme";
import { fitTo } from "./wrap";

/** Where text stands in its width, and how far it may shrink; see `fitTo`. */
export interface Placing {
  readonly width: number;
  readonly align: "left" | "right";
  readonly least: number | "figure";
}

/** Draws on one page, in points from its top left corner. Text stands on `baseline`. */
export interface Pen {
  text(text: string, x: number, baseline: number, style: TextStyle, placing?: Placing): void;
  rule(from: number, to: number, y: number, weight?: number, color?: string): void;
  /** Hairlines at several heights in one stroke. */
  hairlines(from: number, to: number, heights: readonly number[]): void;
  fill(x: number, y: number, width: number, height: number, color: string): void;
  frame(x: number, y: number, width: number, height: number, weight?: number): void;
  line(points: readonly (readonly [number, number])[], weight: number): void;
  /** Notes where name and social security number are to be written on this page; draws nothing. */
  identity(nameX: number, ssnX: number, baseline: number): void;
}

/** A pen that can be asked for what it drew: the content operators of the page, and further entries of its dictionary. */
export interface PagePen extends Pen {
  content(): string;
  entries(): string;
}

/** "#1c1b19" as three numbers from 0 to 1. */
function rgb(color: string): string {
  return [1, 3, 5].map((at) => num(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(" ");
}

// Heights are told from the top, PDF counts from the bottom.
const up = (y: number): string => num(PAGE.height - y);

/** State of a page between operators: nothing is said twice. */
class Content {
  private readonly parts: string[] = [];
  private ink = "";
  private stroke = "";
  private weight = -1;
  private font: FontProgram | null = null;
  private size = -1;

  fillWith(color: string): void {
    if (this.ink !== color) {
      this.ink = color;
      this.parts.push(`${rgb(color)} rg`);
    }
  }

  strokeWith(color: string, weight: number): void {
    if (this.stroke !== color) {
      this.stroke = color;
      this.parts.push(`${rgb(color)} RG`);
    }
    if (this.weight !== weight) {
      this.weight = weight;
      this.parts.push(`${num(weight)} w`);
    }
  }

  write(font: FontProgram, size: number): void {
    if (this.font !== font || this.size !== size) {
      this.font = font;
      this.size = size;
      // Sizes are exact to a thousandth: text made to fit must fit.
      this.parts.push(`/${font.name} ${Math.round(size * 1000) / 1000} Tf`);
    }
  }

  say(operators: string): void {
    this.parts.push(operators);
  }

  text(): string {
    return this.parts.join("\n");
  }
}

/** Text made to fit: its runs, the size they are drawn in, and where the first begins. */
export function placed(
  shaper: Shaper,
  text: string,
  x: number,
  style: TextStyle,
  placing: Placing | undefined,
): { readonly runs: readonly Run[]; readonly size: number; readonly from: number } {
  if (placing === undefined) {
    return { runs: shaper.runs(text, style), size: style.size, from: x };
  }
  const { width, align, least } = placing;
  const fitted = fitTo(shaper, text, style, width, least);
  const size = fitted.style.size;
  const runs = shaper.runs(fitted.text, fitted.style);
  if (align === "left") {
    return { runs, size, from: x };
  }
  const drawn = runs.reduce((sum, run) => sum + (run.face.width(run.text) * size) / 1000, 0);
  return { runs, size, from: x + width - drawn };
}

function drawRun(content: Content, run: Run, x: number, baseline: number, size: number): number {
  const laid = run.face.lay(run.text);
  content.write(run.face.program, size);
  for (const { dx, dy, glyphs } of laid.pieces) {
    const at = `BT ${num(x + (dx * size) / 1000)} ${up(baseline - (dy * size) / 1000)} Td`;
    content.say(
      glyphs.indexOf(">") === glyphs.length - 1
        ? `${at} ${glyphs} Tj ET`
        : `${at} [${glyphs}] TJ ET`,
    );
  }
  return (laid.width * size) / 1000;
}

/** A pen on an empty page. Text is drawn run by run, each in a face that has its characters. */
export function pen(shaper: Shaper): PagePen {
  const content = new Content();
  let entries = "";
  const moveTo = (from: number, to: number, y: number): string =>
    `${num(from)} ${up(y)} m ${num(to)} ${up(y)} l`;
  const box = (x: number, y: number, width: number, height: number): string =>
    `${num(x)} ${up(y + height)} ${num(width)} ${num(height)} re`;
  return {
    text(text, x, baseline, style, placing) {
      const { runs, size, from } = placed(shaper, text, x, style, placing);
      content.fillWith(style.color);
      let at = from;
      for (const run of runs) {
        at += drawRun(content, run, at, baseline, size);
      }
    },
    rule(from, to, y, weight = 0.5, grey = HAIRLINE) {
      content.strokeWith(grey, weight);
      content.say(`${moveTo(from, to, y)} S`);
    },
    hairlines(from, to, heights) {
      content.strokeWith(HAIRLINE, 0.35);
      content.say(`${heights.map((y) => moveTo(from, to, y)).join(" ")} S`);
    },
    fill(x, y, width, height, grey) {
      content.fillWith(grey);
      content.say(`${box(x, y, width, height)} f`);
    },
    frame(x, y, width, height, weight = 0.7) {
      content.strokeWith(INK, weight);
      content.say(`${box(x, y, width, height)} S`);
    },
    line(points, weight) {
      content.strokeWith(INK, weight);
      const path = points.map(([x, y], index) => `${num(x)} ${up(y)} ${index === 0 ? "m" : "l"}`);
      content.say(`${path.join(" ")} S`);
    },
    identity(nameX, ssnX, baseline) {
      const y = up(baseline);
      entries += ` /${IDENTITY_ENTRY} [${num(nameX)} ${y} ${num(ssnX)} ${y}]`;
    },
    content: () => content.text(),
    entries: () => entries,
  };
}
