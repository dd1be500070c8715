import type { ReactNode } from "react";
import { cx } from "@/app/_ui/cx";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import { formatUsd } from "@/lib/money/format";
import { ChartFigure, toPixels } from "./figure";

export interface BracketPart {
  /** "22 %", "15 % long-term", "3.8 % NIIT". */
  label: string;
  /** ordinary: rates on ordinary income; gain: rates on long-term gain; niit. Decides the fill. */
  kind: "ordinary" | "gain" | "niit";
  /** Tax of this part, decimal text. */
  without: string;
  with: string;
}

export interface BracketBarProps {
  question: string;
  sentence: ReactNode;
  /** Parts from the lowest rate up. */
  parts: readonly BracketPart[];
  /** Total tax without and with the picked sales, and the tax between them, decimal text. */
  total: { without: string; with: string; saved: string };
}

/** The year's tax by bracket as two bars on one scale, without and with the picked sales, and the tax between them. */
export function BracketBar({ question, sentence, parts, total }: BracketBarProps) {
  const scale = Math.max(1, toPixels(total.without), toPixels(total.with));
  return (
    <ChartFigure
      question={question}
      sentence={sentence}
      table={<Figures parts={parts} total={total} />}
    >
      <div aria-hidden="true" className="flex flex-col gap-3 text-sm">
        <Bar name="Without" parts={parts} pick="without" total={total.without} scale={scale} />
        <Bar
          name="With"
          parts={parts}
          pick="with"
          total={total.with}
          scale={scale}
          saved={total.saved}
        />
        <Legend parts={parts} />
      </div>
    </ChartFigure>
  );
}

function Bar(props: {
  name: string;
  parts: readonly BracketPart[];
  pick: "without" | "with";
  total: string;
  scale: number;
  saved?: string;
}) {
  const { name, parts, pick, total, scale, saved } = props;
  return (
    <div>
      <p className="mb-1 flex justify-between gap-3">
        <span>{name}</span>
        <span>
          {saved !== undefined && (
            <span className="mr-3 text-accent">{formatUsd(saved, { cents: false })} kept</span>
          )}
          <Money amount={total} cents="none" className="font-medium" />
        </span>
      </p>
      <div className="flex h-8 gap-px">
        {parts.map((part, index) => {
          const share = (toPixels(part[pick]) / scale) * 100;
          return share <= 0 ? null : (
            <div
              key={part.label}
              className={cx(
                "bar flex items-center overflow-hidden px-1.5 text-xs",
                fill(part.kind, index),
              )}
              style={{ width: `${share}%` }}
            >
              {share > 9 + part.label.length && <span className="truncate">{part.label}</span>}
            </div>
          );
        })}
        {saved !== undefined && toPixels(saved) > 0 && (
          <div
            className="bar border border-accent border-dashed bg-accent-soft"
            style={{ width: `${(toPixels(saved) / scale) * 100}%` }}
          />
        )}
      </div>
    </div>
  );
}

/** Ordinary parts alternate two inks so that neighbours differ without colour; labels stand on them. */
function fill(kind: BracketPart["kind"], index: number): string {
  if (kind === "gain") {
    return "bg-gain text-on-accent";
  }
  if (kind === "niit") {
    return "bg-caution text-on-accent";
  }
  return index % 2 === 0 ? "bg-ink text-surface" : "bg-muted text-surface";
}

const kinds = [
  { kind: "ordinary", words: "Ordinary brackets, lowest first", swatch: "bg-ink" },
  { kind: "gain", words: "Long-term rates", swatch: "bg-gain" },
  { kind: "niit", words: "Net investment income tax", swatch: "bg-caution" },
] as const;

function Legend({ parts }: { parts: readonly BracketPart[] }) {
  const present = kinds.filter(({ kind }) => parts.some((part) => part.kind === kind));
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
      {present.map(({ kind, words, swatch }) => (
        <span key={kind} className="flex items-center gap-1.5">
          <span className={cx("swatch size-3", swatch)} />
          {words}
        </span>
      ))}
      <span className="flex items-center gap-1.5">
        <span className="swatch size-3 border border-accent border-dashed bg-accent-soft" />
        Kept
      </span>
    </p>
  );
}

function Figures({ parts, total }: Pick<BracketBarProps, "parts" | "total">) {
  return (
    <Table caption="Tax by bracket, without and with">
      <thead>
        <tr>
          <Th sticky>Bracket</Th>
          <Th numeric>Without</Th>
          <Th numeric>With</Th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <Tr key={part.label}>
            <RowHead>{part.label}</RowHead>
            <Td numeric>
              <Money amount={part.without} />
            </Td>
            <Td numeric>
              <Money amount={part.with} />
            </Td>
          </Tr>
        ))}
      </tbody>
      <tfoot>
        <TotalRow>
          <RowHead>Tax</RowHead>
          <Td numeric>
            <Money amount={total.without} />
          </Td>
          <Td numeric>
            <Money amount={total.with} />
          </Td>
        </TotalRow>
      </tfoot>
    </Table>
  );
}
