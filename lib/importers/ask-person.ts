import { type Cells, textIn } from "./cells";
import { RefusedError, refusal } from "./refusal";
import type { Ask, ParseOptions } from "./source";

/**
 * Stops reading a file at a cell that only a person can decide, and asks: nothing of the file counts until it is answered. For what
 * a header alone does not show (a date that may be read two ways); everything else is asked by `Source.asks`.
 */
export function askAt(cells: Cells, column: string, ask: Ask, options: ParseOptions): never {
  const reason = `"${textIn(cells, column).slice(0, 60)}" in ${column} may mean two things: say which.`;
  const line = cells.row.line;
  throw new RefusedError(
    refusal("needs-answer", options.fileName ?? "", reason, { line, asks: [ask] }),
  );
}
