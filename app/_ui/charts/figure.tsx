import type { ReactNode } from "react";

export interface ChartFigureProps {
  /** The question the picture answers, above it. */
  question: string;
  /** The picture read aloud: one sentence, shown under the question. */
  sentence: ReactNode;
  /** The drawing; hidden from screen readers, which get the sentence and the table. */
  children: ReactNode;
  /** The same figures as a table, shown on request. */
  table: ReactNode;
}

/** The frame of every chart: question, sentence, drawing, figures on request. */
export function ChartFigure({ question, sentence, children, table }: ChartFigureProps) {
  return (
    <figure className="flex min-w-0 flex-col gap-3">
      <figcaption>
        <span className="block font-semibold">{question}</span>
        <span className="block text-muted text-sm">{sentence}</span>
      </figcaption>
      {children}
      <details className="no-print text-sm">
        <summary className="w-fit py-0.5 text-muted hover:text-ink">Show the figures</summary>
        <div className="mt-2">{table}</div>
      </details>
    </figure>
  );
}

/** Pixels need no exactness: the one place where a decimal text becomes a number, for drawing only. */
export function toPixels(amount: string): number {
  const value = Number(amount);
  if (!Number.isFinite(value)) {
    throw new RangeError(`not a decimal: ${amount}`);
  }
  return value;
}

/** Rounds up to 1, 2, 2.5 or 5 times a power of ten: the end of an axis. */
export function axisEnd(value: number): number {
  if (value <= 0) {
    return 0;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

/** "$12k" for axes. */
export function axisLabel(value: number): string {
  const size = Math.abs(value);
  const text =
    size >= 1_000_000
      ? `${trim(size / 1_000_000)}M`
      : size >= 1000
        ? `${trim(size / 1000)}k`
        : trim(size);
  return `${value < 0 ? "\u2212" : ""}$${text}`;
}

function trim(value: number): string {
  return value.toFixed(1).replace(/\.0$/, "");
}
