import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import { axisEnd, axisLabel, ChartFigure, toPixels } from "./figure";

export interface MonthGain {
  /** 1 to 12. */
  month: number;
  /** Net short-term gain of the month, decimal text. */
  short: string;
  /** Net long-term gain of the month, decimal text. */
  long: string;
}

export interface GainByMonthProps {
  question: string;
  /** "Short-term −$1,200.00 and long-term +$8,400.00 so far, most of it in March." */
  sentence: string;
  /** Months in order; missing ones are drawn empty. */
  months: readonly MonthGain[];
  /** Totals of the same rows, for the table. */
  total: { short: string; long: string };
}

const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const height = 220;
const pad = { top: 14, bottom: 26 };

/** Gains by month: two bars a month from the zero line, short solid, long hatched. */
export function GainByMonth({ question, sentence, months, total }: GainByMonthProps) {
  return (
    <ChartFigure
      question={question}
      sentence={sentence}
      table={<Figures months={months} total={total} />}
    >
      <div>
        <Legend />
        <Drawing months={months} />
      </div>
    </ChartFigure>
  );
}

function Legend() {
  return (
    <p aria-hidden="true" className="mb-1 flex flex-wrap gap-x-5 text-muted text-xs">
      <span className="flex items-center gap-1.5">
        <svg aria-hidden="true" width="12" height="12" className="swatch">
          <rect width="12" height="12" className="fill-gain" />
        </svg>
        Short-term
      </span>
      <span className="flex items-center gap-1.5">
        <svg aria-hidden="true" width="12" height="12" className="swatch">
          <Hatch id="legend" tone="gain" />
          <rect
            x="0.5"
            y="0.5"
            width="11"
            height="11"
            fill="url(#hatch-legend)"
            className="stroke-gain"
          />
        </svg>
        Long-term
      </span>
      <span>Above the line: gain. Below: loss.</span>
    </p>
  );
}

function Drawing({ months }: { months: readonly MonthGain[] }) {
  const values = months.flatMap((one) => [toPixels(one.short), toPixels(one.long)]);
  const top = axisEnd(Math.max(0, ...values));
  const bottom = -axisEnd(Math.max(0, ...values.map((value) => -value)));
  const span = top - bottom || 1;
  const y = (value: number) => pad.top + ((top - value) / span) * (height - pad.top - pad.bottom);
  const ticks = [...new Set([top, 0, bottom])];
  return (
    <svg aria-hidden="true" width="100%" height={height} className="block overflow-visible text-xs">
      <defs>
        <Hatch id="gain" tone="gain" />
        <Hatch id="loss" tone="loss" />
      </defs>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1="0"
            x2="100%"
            y1={y(tick)}
            y2={y(tick)}
            className={tick === 0 ? "stroke-ink" : "stroke-line"}
          />
          <text x="0" y={y(tick) - 4} className="fill-muted">
            {axisLabel(tick)}
          </text>
        </g>
      ))}
      {names.map((name, index) => (
        <Month
          key={name}
          name={name}
          left={10 + index * 7.5}
          gain={months.find((one) => one.month === index + 1)}
          y={y}
        />
      ))}
    </svg>
  );
}

function Month(props: {
  name: string;
  left: number;
  gain: MonthGain | undefined;
  y: (value: number) => number;
}) {
  const { name, left, gain, y } = props;
  return (
    <g>
      {gain && <Bar left={left + 0.6} value={toPixels(gain.short)} y={y} hatched={false} />}
      {gain && <Bar left={left + 3.8} value={toPixels(gain.long)} y={y} hatched />}
      <text x={`${left + 3.6}%`} y={height - 6} textAnchor="middle" className="fill-muted">
        {name.slice(0, 1)}
        <tspan className="hidden sm:inline">{name.slice(1)}</tspan>
      </text>
    </g>
  );
}

function Bar(props: {
  left: number;
  value: number;
  y: (value: number) => number;
  hatched: boolean;
}) {
  const { left, value, y, hatched } = props;
  if (value === 0) {
    return null;
  }
  const tone = value > 0 ? "gain" : "loss";
  return (
    <rect
      x={`${left}%`}
      width="2.8%"
      y={Math.min(y(value), y(0))}
      height={Math.max(1.5, Math.abs(y(value) - y(0)))}
      fill={hatched ? `url(#hatch-${tone})` : undefined}
      className={`bar ${tone === "gain" ? "stroke-gain" : "stroke-loss"} ${hatched ? "" : tone === "gain" ? "fill-gain" : "fill-loss"}`}
    />
  );
}

function Hatch({ id, tone }: { id: string; tone: "gain" | "loss" }) {
  return (
    <pattern
      id={`hatch-${id}`}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="5" height="5" className="fill-surface" />
      <rect width="2" height="5" className={tone === "gain" ? "fill-gain" : "fill-loss"} />
    </pattern>
  );
}

function Figures({ months, total }: Pick<GainByMonthProps, "months" | "total">) {
  return (
    <Table caption="Gain by month">
      <thead>
        <tr>
          <Th sticky>Month</Th>
          <Th numeric>Short-term</Th>
          <Th numeric>Long-term</Th>
        </tr>
      </thead>
      <tbody>
        {months.map((one) => (
          <Tr key={one.month}>
            <RowHead>{names[one.month - 1]}</RowHead>
            <Td numeric>
              <Money amount={one.short} tone="signed" />
            </Td>
            <Td numeric>
              <Money amount={one.long} tone="signed" />
            </Td>
          </Tr>
        ))}
      </tbody>
      <tfoot>
        <TotalRow>
          <RowHead>Year</RowHead>
          <Td numeric>
            <Money amount={total.short} tone="signed" />
          </Td>
          <Td numeric>
            <Money amount={total.long} tone="signed" />
          </Td>
        </TotalRow>
      </tfoot>
    </Table>
  );
}
