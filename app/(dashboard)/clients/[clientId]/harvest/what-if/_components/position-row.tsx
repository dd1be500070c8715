import { AssetName } from "@/app/_ui/asset-name";
import { tick } from "@/app/_ui/choice";
import { counted } from "@/app/_ui/counted";
import { controlClass, FieldError } from "@/app/_ui/field";
import { Quantity } from "@/app/_ui/money";
import { assetText } from "@/lib/assets/label";
import { formatPrice } from "@/lib/money/format";
import type { Planner, PlannerAnswer, PlannerLot, TriedRow } from "@/lib/planner/planner";
import type { Scenario } from "@/lib/planner/scenario";
import type { WhatIfRow } from "@/lib/services/view-what-if";
import { Asked } from "../../_components/asked-text";
import { MARK_WORDS } from "../../_components/mark-words";
import { NamedLots } from "./named-lots";

interface PositionRowProps {
  row: WhatIfRow;
  scenario: Scenario;
  answer: PlannerAnswer;
  /** Null: the slider has nothing to count with. */
  planner: Planner | null;
  /** The lots as the server told them; null: it was not asked. */
  told: readonly PlannerLot[] | null;
  /** The same page with the worksheets of all that is tried open. */
  whyHref: string;
  change: (part: Partial<Scenario>) => void;
}

/** One position: tick it, say how much and at what price, read what it brings. */
export function PositionRow({
  row,
  scenario,
  answer,
  planner,
  told,
  whyHref,
  change,
}: PositionRowProps) {
  const id = `pick-${row.key}`;
  const others = scenario.picks.filter((key) => key !== row.key);
  const tried = answer.rows[row.key];
  const isNamed = Object.keys(scenario.lots[row.key] ?? {}).length > 0;
  const isPicked = isNamed || scenario.picks.includes(row.key);
  const leaveOut = () => change({ picks: others, lots: without(scenario.lots, row.key) });
  const setUnits = (text: string) =>
    change({
      picks: [...others, row.key],
      units: { ...scenario.units, [row.key]: text },
    });
  return (
    <li
      className={`border-line border-b px-2 py-3 ${isPicked ? "bg-accent-soft" : ""} grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2`}
    >
      <input
        id={id}
        type="checkbox"
        name="pick"
        value={row.key}
        checked={isPicked}
        onChange={({ target }) =>
          target.checked ? change({ picks: [...others, row.key] }) : leaveOut()
        }
        className={tick}
      />
      <div className="grid min-w-0 gap-x-5 gap-y-2 md:grid-cols-[minmax(0,1fr)_11rem_8.5rem]">
        <div className="min-w-0">
          <label htmlFor={id} className="font-semibold">
            <AssetName id={row.asset} />
            <span className="font-normal text-muted"> in {row.account}</span>
          </label>
          <Held row={row} tried={tried} whyHref={whyHref} />
        </div>
        {isNamed ? (
          <NamedUnits units={tried?.units ?? null} />
        ) : (
          <Units
            row={row}
            isPicked={isPicked}
            leaveOut={leaveOut}
            text={scenario.units[row.key] ?? ""}
            error={answer.errors[`units.${row.key}`] ?? null}
            planner={planner}
            setUnits={setUnits}
          />
        )}
        <PriceField
          row={row}
          text={scenario.prices[row.asset] ?? ""}
          error={isPicked ? (answer.errors[`price.${row.asset}`] ?? null) : null}
          setPrice={(text) => change({ prices: { ...scenario.prices, [row.asset]: text } })}
        />
        <NamedLots
          row={row}
          scenario={scenario}
          errors={answer.errors}
          planner={planner}
          told={told}
          setNamed={(lots) =>
            change({
              picks: [...others, row.key],
              lots: { ...scenario.lots, [row.key]: lots },
            })
          }
        />
      </div>
    </li>
  );
}

function Held({
  row,
  tried,
  whyHref,
}: {
  row: WhatIfRow;
  tried: TriedRow | undefined;
  whyHref: string;
}) {
  return (
    <>
      <p className="text-muted text-sm">
        {row.most === null ? "no price" : <Quantity amount={row.most} asset={row.asset} />},{" "}
        {counted(row.lots, "lot")}, by {row.method}
      </p>
      {row.said !== null && (
        <p className="text-caution text-sm">You say: {MARK_WORDS[row.said]}.</p>
      )}
      {tried !== undefined && (
        <p className="text-sm">
          brings <Asked amount={tried.value} href={whyHref} />,{" "}
          <Asked amount={tried.gain} href={whyHref} tone="signed" />
        </p>
      )}
    </>
  );
}

function NamedUnits({ units }: { units: string | null }) {
  return (
    <p className="self-start text-right max-md:text-left">
      {units === null ? "nothing yet" : <Quantity amount={units} />}
      <span className="block text-muted text-sm">of the lots you name</span>
    </p>
  );
}

function without<T>(all: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(all).filter(([each]) => each !== key));
}

/** The slider counts in thousandths. */
const WHOLE = 1000;

function Units({
  row,
  isPicked,
  leaveOut,
  text,
  error,
  planner,
  setUnits,
}: Pick<PositionRowProps, "row" | "planner"> & {
  isPicked: boolean;
  leaveOut: () => void;
  text: string;
  error: string | null;
  setUnits: (text: string) => void;
}) {
  const id = `units-${row.key}`;
  // Where the slider stands; for drawing only, the figures are exact.
  const share = text.trim() === "" ? WHOLE : Math.round((Number(text) / Number(row.most)) * WHOLE);
  const stand = isPicked && Number.isFinite(share) ? Math.min(WHOLE, Math.max(0, share)) : 0;
  const move = (to: number) => {
    if (to === 0) {
      leaveOut();
    } else {
      setUnits(to === WHOLE ? "" : (planner?.part(row.key, to) ?? ""));
    }
  };
  return (
    <div>
      <input
        id={id}
        name={`units.${row.key}`}
        aria-label={`Units of ${assetText(row.asset)} in ${row.account}`}
        aria-invalid={error === null ? undefined : true}
        aria-describedby={error === null ? undefined : `${id}-error`}
        inputMode="decimal"
        autoComplete="off"
        placeholder={row.most ?? "all"}
        value={text}
        onChange={(event) => setUnits(event.target.value)}
        className={`${controlClass} text-right`}
      />
      {planner !== null && row.most !== null && (
        <input
          type="range"
          min={0}
          max={WHOLE}
          value={stand}
          aria-label={`Share of ${assetText(row.asset)} in ${row.account}`}
          aria-valuetext={
            isPicked ? `${text === "" ? row.most : text} ${assetText(row.asset)}` : "nothing"
          }
          onChange={(event) => move(Number(event.target.value))}
          className="mt-1 block h-6 w-full accent-accent"
        />
      )}
      <FieldError id={id} error={error} />
    </div>
  );
}

/** The price of an asset: the same in all its rows. */
function PriceField({
  row,
  text,
  error,
  setPrice,
}: {
  row: WhatIfRow;
  text: string;
  error: string | null;
  setPrice: (text: string) => void;
}) {
  const id = `price-${row.key}`;
  return (
    <div>
      <span className="relative block">
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted"
        >
          $
        </span>
        <input
          id={id}
          name={`price.${row.asset}`}
          aria-label={`Price of one ${assetText(row.asset)}`}
          aria-invalid={error === null ? undefined : true}
          aria-describedby={error === null ? undefined : `${id}-error`}
          inputMode="decimal"
          autoComplete="off"
          placeholder={row.price === null ? "no price" : formatPrice(row.price).slice(1)}
          value={text}
          onChange={(event) => setPrice(event.target.value)}
          className={`${controlClass} pl-6 text-right`}
        />
      </span>
      <FieldError id={id} error={error} />
    </div>
  );
}
