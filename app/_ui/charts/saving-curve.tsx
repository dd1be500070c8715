import type { ReactNode } from "react";
import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { formatUsd } from "@/lib/money/format";
import { axisEnd, axisLabel, ChartFigure, toPixels } from "./figure";

export interface SavingPoint {
  /** What is sold at this step: "BTC, 0.4 from Mar 3, 2025". */
  label: string;
  /** Losses taken so far including this step, positive decimal text. */
  lossSoFar: string;
  /** Tax saved so far, decimal text. */
  saved: string;
}

export interface SavingCurveProps {
  question: string;
  sentence: ReactNode;
  /** In the order the lots would be sold; the start (0, 0) is added. */
  points: readonly SavingPoint[];
  /** How many steps are picked now; draws the mark there. */
  picked: number;
  /** Losses past which another dollar saves nothing this year, decimal text; drawn where it is on the picture. */
  cap?: string | null | undefined;
}

const height = 200;
const pad = { top: 24, bottom: 26 };

/** Tax saved against losses taken: where the curve goes flat, more selling saves nothing this year. */
export function SavingCurve({ question, sentence, points, picked, cap }: SavingCurveProps) {
  return (
    <ChartFigure question={question} sentence={sentence} table={<Figures points={points} />}>
      <Drawing points={points} picked={picked} cap={cap} />
    </ChartFigure>
  );
}

function Drawing({ points, picked, cap }: Pick<SavingCurveProps, "points" | "picked" | "cap">) {
  const all = [{ lossSoFar: "0", saved: "0" }, ...points];
  const right = Math.max(1, ...all.map((point) => toPixels(point.lossSoFar)));
  const top = axisEnd(Math.max(1, ...all.map((point) => toPixels(point.saved))));
  const x = (value: string) => (toPixels(value) / right) * 100;
  const y = (value: string) =>
    pad.top + (1 - toPixels(value) / top) * (height - pad.top - pad.bottom);
  const floor = height - pad.bottom;
  const line = all.map((point) => `${x(point.lossSoFar)},${y(point.saved)}`).join(" ");
  const mark = all[Math.min(picked, all.length - 1)];
  return (
    <div aria-hidden="true" className="relative text-xs" style={{ height }}>
      <svg
        aria-hidden="true"
        width="100%"
        height={height}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        className="block overflow-visible"
      >
        <line
          x1="0"
          x2="100"
          y1={pad.top}
          y2={pad.top}
          className="stroke-line"
          vectorEffect="non-scaling-stroke"
        />
        <polygon points={`0,${floor} ${line} 100,${floor}`} className="fill-accent-soft" />
        <polyline
          points={line}
          fill="none"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
          className="stroke-accent"
        />
        <line
          x1="0"
          x2="100"
          y1={floor}
          y2={floor}
          className="stroke-ink"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      {typeof cap === "string" && toPixels(cap) > 0 && toPixels(cap) < right && (
        <Cap left={x(cap)} amount={toPixels(cap)} />
      )}
      <span className="absolute top-1 left-0 text-muted">{axisLabel(top)} saved</span>
      <span className="absolute bottom-0 left-0 text-muted">$0 of losses taken</span>
      <span className="absolute right-0 bottom-0 text-muted">{axisLabel(right)}</span>
      {mark && picked > 0 && (
        <Mark left={x(mark.lossSoFar)} top={y(mark.saved)} saved={mark.saved} />
      )}
    </div>
  );
}

/** The place past which a loss is only carried on. */
function Cap({ left, amount }: { left: number; amount: number }) {
  return (
    <>
      <span
        className="absolute border-caution border-l border-dashed"
        style={{ left: `${left}%`, top: pad.top, bottom: pad.bottom }}
      />
      <span
        className="absolute whitespace-nowrap bg-surface px-1 text-caution"
        style={{
          left: `${left}%`,
          bottom: pad.bottom + 4,
          translate: left > 60 ? "-100% 0" : "4px 0",
        }}
      >
        past {axisLabel(amount)} only carried on
      </span>
    </>
  );
}

function Mark({ left, top, saved }: { left: number; top: number; saved: string }) {
  return (
    <>
      <span
        className="absolute size-3 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-surface bg-accent"
        style={{ left: `${left}%`, top }}
      />
      <span
        className="absolute whitespace-nowrap rounded-ui bg-ink px-1.5 py-0.5 font-medium text-surface"
        style={{
          left: `${left}%`,
          top: top + 10,
          translate: left > 60 ? "-100% 0" : left < 15 ? "0 0" : "-50% 0",
        }}
      >
        {formatUsd(saved, { cents: false })} saved
      </span>
    </>
  );
}

function Figures({ points }: { points: readonly SavingPoint[] }) {
  return (
    <Table caption="Tax saved step by step">
      <thead>
        <tr>
          <Th sticky>Sold</Th>
          <Th numeric>Losses so far</Th>
          <Th numeric>Tax saved so far</Th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <Tr key={point.label}>
            <RowHead>{point.label}</RowHead>
            <Td numeric>
              <Money amount={point.lossSoFar} />
            </Td>
            <Td numeric>
              <Money amount={point.saved} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
