import type { Pen } from "./pen";
import { FRAME } from "./theme";

/** A piece of a page of known height; `top` is where it begins. */
export interface Block {
  readonly height: number;
  draw(pen: Pen, top: number): void;
  /** Not the last on its page: stays with the block after it. */
  readonly keep?: boolean;
  /** Begins a section: on a new page, unless all of it fits below what is there. */
  readonly fresh?: boolean;
  /** Drawn again above this block when it is the first on its page (column heads). */
  readonly again?: Block;
}

/** Blocks with their places on one page. */
export interface PlacedPage {
  readonly placed: readonly { readonly block: Block; readonly top: number }[];
}

const ROOM = FRAME.bottom - FRAME.top;

/** Height of a block with those that must follow it on the same page. */
function groupHeight(blocks: readonly Block[], from: number): number {
  let height = 0;
  for (let index = from; index < blocks.length; index += 1) {
    const block = blocks[index];
    height += block?.height ?? 0;
    if (block?.keep !== true) {
      break;
    }
  }
  return height;
}

/** Between the end of a section and the title of the next on the same page. */
const SECTION_GAP = 30;

/** Height of a whole section, from its first block to the next section. */
function sectionHeight(blocks: readonly Block[], from: number): number {
  let height = blocks[from]?.height ?? 0;
  for (let index = from + 1; index < blocks.length && blocks[index]?.fresh !== true; index += 1) {
    height += blocks[index]?.height ?? 0;
  }
  return height;
}

/**
 * Places blocks on pages from top to bottom. A block never crosses a page; headings stay with what they head; column
 * heads are repeated. Blocks must be lower than a page.
 */
export function place(blocks: readonly Block[]): PlacedPage[] {
  const pages: { block: Block; top: number }[][] = [];
  let page: { block: Block; top: number }[] = [];
  let y: number = FRAME.top;
  const open = (block: Block): void => {
    page = [];
    pages.push(page);
    y = FRAME.top;
    if (block.again !== undefined) {
      page.push({ block: block.again, top: y });
      y += block.again.height;
    }
  };
  let held = false;
  blocks.forEach((block, index) => {
    const needed = held ? block.height : Math.min(groupHeight(blocks, index), ROOM);
    const full = y + needed > FRAME.bottom && page.length > 0;
    const joins =
      block.fresh === true && y + SECTION_GAP + sectionHeight(blocks, index) <= FRAME.bottom;
    if (pages.length === 0 || full || (block.fresh === true && !joins)) {
      open(block);
    } else if (joins) {
      y += SECTION_GAP;
    }
    page.push({ block, top: y });
    y += block.height;
    held = block.keep === true;
  });
  return pages.map((placed) => ({ placed }));
}

/** On which page each block stands, counted from 0. */
export function pagesOfBlocks(pages: readonly PlacedPage[]): ReadonlyMap<Block, number> {
  return new Map(
    pages.flatMap(({ placed }, page) => placed.map(({ block }) => [block, page] as const)),
  );
}

/** Empty room. */
export function space(height: number): Block {
  return { height, draw: () => undefined };
}

/** Draws a placed page. */
export function drawPage(pen: Pen, page: PlacedPage): void {
  for (const { block, top } of page.placed) {
    block.draw(pen, top);
  }
}
