import type { Block } from "@/lib/pdf/flow";
import type { Shaper } from "@/lib/pdf/shape";
import { FRAME, type TextStyle, TYPE } from "@/lib/pdf/theme";
import { wrap } from "@/lib/pdf/wrap";

/** A paragraph: lines of one style, `leading` apart. */
export function paragraph(
  shaper: Shaper,
  text: string,
  style: TextStyle,
  options: { width?: number; after?: number; keep?: boolean; x?: number } = {},
): Block[] {
  const x = options.x ?? FRAME.left;
  const leading = style.size * 1.42;
  const lines = wrap(shaper, text, style, options.width ?? Math.min(440, FRAME.width));
  const key = {};
  return lines.map((line, index) => ({
    height: leading + (index === lines.length - 1 ? (options.after ?? 6) : 0),
    keep: index < lines.length - 1 || options.keep === true,
    draw: (pen, top) => pen.tagged("P", key, () => pen.text(line, x, top + style.size, style)),
  }));
}

/** The title of a section; `fresh`: see `Block`. */
export function title(text: string, fresh: boolean): Block {
  return {
    height: 30,
    keep: true,
    fresh,
    draw: (pen, top) =>
      pen.tagged("H1", null, () =>
        pen.text(text, FRAME.left, top + 16, TYPE.title, {
          width: FRAME.width,
          align: "left",
          least: 10,
        }),
      ),
  };
}

/** A heading within a section, with the room above it. */
export function heading(text: string, above = 16): Block {
  return {
    height: above + 19,
    keep: true,
    draw: (pen, top) =>
      pen.tagged("H2", null, () =>
        pen.text(text, FRAME.left, top + above + 10, TYPE.heading, {
          width: FRAME.width,
          align: "left",
          least: 8,
        }),
      ),
  };
}

const CONTINUED = 12;

/** Column heads of a table's further pages, below its name; a table without a name has its heads alone. */
export function continued(name: string, heads: Block): Block {
  return name === ""
    ? heads
    : {
        height: heads.height + CONTINUED,
        draw: (pen, top) => {
          pen.text(`${name}, continued`, FRAME.left, top + 7, TYPE.label, {
            width: FRAME.width,
            align: "left",
            least: 5,
          });
          heads.draw(pen, top + CONTINUED);
        },
      };
}

/** Rows of which neither the first nor the last (a total, where there is one) stands alone on a page. */
export function inCompany(rows: readonly Block[]): readonly Block[] {
  return rows.map((row, index) =>
    index === 0 || index === rows.length - 2 ? { ...row, keep: index < rows.length - 1 } : row,
  );
}
