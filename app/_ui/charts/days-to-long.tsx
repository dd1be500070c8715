import { Day } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import { WhyLink } from "@/app/_ui/why-link";
import { ChartFigure, toPixels } from "./figure";

export interface LotToLong {
  key: string;
  asset: string;
  account: string;
  units: string;
  /** First day a sale is long term, and the days until then. */
  date: string;
  days: number;
  /** Unrealised gain, decimal text. */
  gain: string;
  /** Where its lots stand. */
  href: string;
}

export interface DaysToLongProps {
  question: string;
  sentence: string;
  /** By day. */
  lots: readonly LotToLong[];
  /** Days left of the year; draws its end. */
  yearEnd: number;
}

const height = 176;
const base = 84;
const tallest = 60;
const shortest = 6;

/** A year ahead: each lot stands on the day it turns long, gains above the line, losses below, as tall as the amount. */
export function DaysToLong({ question, sentence, lots, yearEnd }: DaysToLongProps) {
  return (
    <ChartFigure question={question} sentence={sentence} table={<Figures lots={lots} />}>
      <Drawing lots={lots} yearEnd={yearEnd} />
    </ChartFigure>
  );
}

/** A lot of today is long in 366 days, after a leap day in 367. */
const AHEAD = 367;

function Drawing({ lots, yearEnd }: Pick<DaysToLongProps, "lots" | "yearEnd">) {
  const most = Math.max(1, ...lots.map(({ gain }) => Math.abs(toPixels(gain))));
  const x = (days: number) => (Math.min(days, AHEAD) / AHEAD) * 100;
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
          x1={x(yearEnd)}
          x2={x(yearEnd)}
          y1="12"
          y2={height - 22}
          strokeDasharray="3 3"
          vectorEffect="non-scaling-stroke"
          className="stroke-caution"
        />
        <line
          x1="0"
          x2="100"
          y1={base}
          y2={base}
          vectorEffect="non-scaling-stroke"
          className="stroke-ink"
        />
        {lots.map(({ key, days, gain }) => {
          const value = toPixels(gain);
          const tall = shortest + (Math.abs(value) / most) * (tallest - shortest);
          return (
            <line
              key={key}
              x1={x(days)}
              x2={x(days)}
              y1={base}
              y2={value < 0 ? base + tall : base - tall}
              strokeWidth="5"
              strokeOpacity="0.75"
              vectorEffect="non-scaling-stroke"
              className={value < 0 ? "stroke-loss" : "stroke-gain"}
            />
          );
        })}
      </svg>
      <span className="absolute top-0 left-0 bg-surface pr-1 text-gain">gains above</span>
      <span className="absolute bottom-5 left-0 bg-surface pr-1 text-loss">losses below</span>
      <span className="absolute bottom-0 left-0 text-muted">today</span>
      <span
        className="absolute bottom-0 whitespace-nowrap text-caution"
        style={{
          left: `${x(yearEnd)}%`,
          translate: yearEnd > AHEAD / 2 ? "-100% 0" : "0 0",
          paddingLeft: yearEnd < 60 ? "2.5rem" : 0,
        }}
      >
        December 31
      </span>
      <span className="absolute right-0 bottom-0 text-muted">a year from now</span>
    </div>
  );
}

function Figures({ lots }: { lots: readonly LotToLong[] }) {
  return (
    <Table caption="Lots that turn long-term, by day">
      <thead>
        <tr>
          <Th sticky>Long from</Th>
          <Th numeric>Days</Th>
          <Th>Lot</Th>
          <Th numeric>Unrealised</Th>
        </tr>
      </thead>
      <tbody>
        {lots.map(({ key, date, days, units, asset, account, gain, href }) => (
          <Tr key={key}>
            <RowHead>
              <Day date={date} />
            </RowHead>
            <Td numeric>{days}</Td>
            <Td>
              <Quantity amount={units} asset={asset} /> in {account}
            </Td>
            <Td numeric>
              <WhyLink href={href} about="the short-term lots of this asset">
                <Money amount={gain} tone="signed" />
              </WhyLink>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
