import type { Face } from "./faces";
import type { FontProgram } from "./file/font-program";
import type { Mark, Role } from "./file/structure";
import { num, textString } from "./file/syntax";
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
  /**
   * What is drawn inside is an element of this role, within the one that is open; the next with the same `key` goes on with it. Text outside every
   * element, and everything that is not text, is an artifact: no reader tells it.
   */
  tagged(role: Role, key: object | null, draw: () => void): void;
  /** Notes where name and social security number are to be written on this page; draws nothing. */
  identity(nameX: number, ssnX: number, baseline: number): void;
}

/** A pen that can be asked for what it drew: the content operators of the page, and further entries of its dictionary. */
export interface PagePen extends Pen {
  content(): string;
  entries(): string;
  /** What the page's text is, in the order it was drawn. */
  marks(): readonly Mark[];
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
  /** The marked content that is open. */
  marking = "";

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

  /** What follows is this: marked content is closed and opened only where it changes. */
  enter(marking: string): void {
    if (this.marking !== marking) {
      this.leave();
      this.marking = marking;
      this.parts.push(marking);
    }
  }

  private leave(): void {
    if (this.marking !== "") {
      this.parts.push("EMC");
      this.marking = "";
    }
  }

  text(): string {
    this.leave();
    return this.parts.join("\n");
  }
}

/** Lines, fills and what stands on every page. */
const ARTIFACT = "/Artifact BMC";

interface OpenMark extends Mark {
  readonly key: object | null;
  readonly kids: (OpenMark | number)[];
}

/** The elements of a page while it is drawn. */
class Tags {
  readonly tops: OpenMark[] = [];
  private open: OpenMark | null = null;
  /** The element the last marked content of text belongs to, and the operator that began it. */
  private last: OpenMark | null = null;
  private begun = "";
  private count = 0;

  within(role: Role, key: object | null, draw: () => void): void {
    const outer = this.open;
    const siblings = outer === null ? this.tops : outer.kids;
    const before = siblings.at(-1);
    if (key !== null && typeof before === "object" && before.key === key) {
      this.open = before;
    } else {
      this.open = { role, key, kids: [] };
      siblings.push(this.open);
    }
    draw();
    this.open = outer;
  }

  /** True when the open element says something already. */
  isFurther(): boolean {
    return typeof this.open?.kids.at(-1) === "number";
  }

  /** The operator that begins text here: one number for what an element says without a break. `now`: what is open. */
  marking(now: string): string {
    if (this.open === null) {
      return ARTIFACT;
    }
    if (this.last !== this.open || this.begun !== now) {
      this.last = this.open;
      this.open.kids.push(this.count);
      this.begun = `/${this.open.role} <</MCID ${this.count}>> BDC`;
      this.count += 1;
    }
    return this.begun;
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

/** The operators that draw a run from a point, counted as PDF counts, in the font that is set; what is written is told where glyphs alone do not. */
export function runOperators(
  { face, text }: Run,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): readonly string[] {
  const drawn = face.lay(text).pieces.map(({ dx, dy, glyphs }) => {
    const at = `BT ${num(x + (dx * size) / 1000)} ${num(y + (dy * size) / 1000)} Td`;
    return glyphs.indexOf(">") === glyphs.length - 1
      ? `${at} ${glyphs} Tj ET`
      : `${at} [${glyphs}] TJ ET`;
  });
  return face.isSpelled
    ? [`/Span <</ActualText ${textString(text)}>> BDC`, ...drawn, "EMC"]
    : drawn;
}

function drawRun(content: Content, run: Run, x: number, baseline: number, size: number): number {
  content.write(run.face.program, size);
  for (const operators of runOperators(run, { x, y: PAGE.height - baseline, size })) {
    content.say(operators);
  }
  return (run.face.width(run.text) * size) / 1000;
}

/** Keeps the words of two lines of one element apart for who hears them. */
function drawSpace(content: Content, face: Face, x: number, baseline: number, size: number): void {
  const width = (face.width(" ") * size) / 1000;
  drawRun(content, { face, text: " " }, x - width, baseline, size);
}

/** A pen on an empty page. Text is drawn run by run, each in a face that has its characters. */
export function pen(shaper: Shaper): PagePen {
  const content = new Content();
  const tags = new Tags();
  let entries = "";
  const moveTo = (from: number, to: number, y: number): string =>
    `${num(from)} ${up(y)} m ${num(to)} ${up(y)} l`;
  const box = (x: number, y: number, width: number, height: number): string =>
    `${num(x)} ${up(y + height)} ${num(width)} ${num(height)} re`;
  return {
    text(text, x, baseline, style, placing) {
      const { runs, size, from } = placed(shaper, text, x, style, placing);
      const isFurther = tags.isFurther();
      content.enter(tags.marking(content.marking));
      content.fillWith(style.color);
      const [first] = runs;
      if (isFurther && first !== undefined) {
        drawSpace(content, first.face, from, baseline, size);
      }
      let at = from;
      for (const run of runs) {
        at += drawRun(content, run, at, baseline, size);
      }
    },
    rule(from, to, y, weight = 0.5, grey = HAIRLINE) {
      content.enter(ARTIFACT);
      content.strokeWith(grey, weight);
      content.say(`${moveTo(from, to, y)} S`);
    },
    hairlines(from, to, heights) {
      content.enter(ARTIFACT);
      content.strokeWith(HAIRLINE, 0.35);
      content.say(`${heights.map((y) => moveTo(from, to, y)).join(" ")} S`);
    },
    fill(x, y, width, height, grey) {
      content.enter(ARTIFACT);
      content.fillWith(grey);
      content.say(`${box(x, y, width, height)} f`);
    },
    frame(x, y, width, height, weight = 0.7) {
      content.enter(ARTIFACT);
      content.strokeWith(INK, weight);
      content.say(`${box(x, y, width, height)} S`);
    },
    line(points, weight) {
      content.enter(ARTIFACT);
      content.strokeWith(INK, weight);
      const path = points.map(([x, y], index) => `${num(x)} ${up(y)} ${index === 0 ? "m" : "l"}`);
      content.say(`${path.join(" ")} S`);
    },
    identity(nameX, ssnX, baseline) {
      const y = up(baseline);
      entries += ` /${IDENTITY_ENTRY} [${num(nameX)} ${y} ${num(ssnX)} ${y}]`;
    },
    tagged: (role, key, draw) => tags.within(role, key, draw),
    marks: () => tags.tops,
    content: () => content.text(),
    entries: () => entries,
  };
}
