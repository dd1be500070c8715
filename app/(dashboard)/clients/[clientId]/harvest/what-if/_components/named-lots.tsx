import { useMemo, useState } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { TermBadge } from "@/app/_ui/badge";
import { tick } from "@/app/_ui/choice";
import { counted } from "@/app/_ui/counted";
import { Day } from "@/app/_ui/day";
import { controlClass, FieldError } from "@/app/_ui/field";
import { Money, Quantity } from "@/app/_ui/money";
import { assetText } from "@/lib/assets/label";
import type { Planner, PlannerAnswer, PlannerLot } from "@/lib/planner/planner";
import type { Scenario } from "@/lib/planner/scenario";
import type { WhatIfRow } from "@/lib/services/view-what-if";
import { MARK_WORDS } from "../../_components/mark-words";

interface NamedLotsProps {
  row: WhatIfRow;
  scenario: Scenario;
  errors: PlannerAnswer["errors"];
  /** Null: without script, or before it is there. */
  planner: Planner | null;
  /** The lots as the server told them; null: it was not asked. */
  told: readonly PlannerLot[] | null;
  setNamed: (lots: Readonly<Record<string, string>>) => void;
}

/** So many lots are shown at once. */
const SHOWN = 50;

/** The lots of a position, each to be named by itself. The button asks the server where there is no script. */
export function NamedLots({ row, scenario, errors, planner, told, setNamed }: NamedLotsProps) {
  const [isOpen, setIsOpen] = useState(told !== null);
  const [shown, setShown] = useState(SHOWN);
  const named = scenario.lots[row.key] ?? {};
  const count = Object.keys(named).length;
  const { prices } = scenario;
  const lots = useMemo(
    () => (isOpen ? (planner?.lots(row.key, prices) ?? told ?? []) : []),
    [isOpen, planner, row.key, prices, told],
  );
  return (
    <div className="md:col-span-3">
      <button
        // With script it only opens; a submit button would also answer to Enter in any field.
        type={planner === null ? "submit" : "button"}
        name="show"
        value={row.key}
        aria-expanded={isOpen}
        onClick={planner === null ? undefined : () => setIsOpen(!isOpen)}
        className="fold inline-flex min-h-8 items-center text-accent text-sm"
      >
        {count === 0 ? "Name lots" : `${counted(count, "lot")} named`}
        <span className="sr-only">
          {" "}
          of {assetText(row.asset)} in {row.account}
        </span>
      </button>
      {isOpen && (
        <>
          <ul className="border-line border-t">
            {lots.slice(0, shown).map((lot) => (
              <Lot
                key={lot.name}
                row={row}
                lot={lot}
                units={named[lot.name]}
                error={errors[`lots.${row.key}.${lot.name}`] ?? null}
                setUnits={(units) => setNamed(withLot(named, lot.name, units))}
              />
            ))}
          </ul>
          {lots.length > shown && (
            <button
              type="button"
              onClick={() => setShown(shown + SHOWN)}
              className="min-h-8 text-accent text-sm underline"
            >
              {Math.min(SHOWN, lots.length - shown)} more of {lots.length - shown}
            </button>
          )}
          <p className="mt-1 text-muted text-sm">
            Named lots are sold only when they are written down before the sale.{" "}
            <AuthorityChip id="reg-1-1012-1-j" />
          </p>
        </>
      )}
    </div>
  );
}

/** `units` undefined takes a lot away. */
function withLot(
  named: Readonly<Record<string, string>>,
  lot: string,
  units: string | undefined,
): Readonly<Record<string, string>> {
  const others = Object.entries(named).filter(([name]) => name !== lot);
  return Object.fromEntries(units === undefined ? others : [...others, [lot, units]]);
}

function Lot({
  row,
  lot,
  units,
  error,
  setUnits,
}: {
  row: WhatIfRow;
  lot: PlannerLot;
  /** Undefined: the lot is not named. */
  units: string | undefined;
  error: string | null;
  setUnits: (units: string | undefined) => void;
}) {
  const id = `lot-${row.key}-${lot.name}`;
  const said = row.saidOfLots[lot.name];
  const what = `the lot of ${lot.name} of ${assetText(row.asset)} in ${row.account}`;
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)_8rem] items-center gap-x-2 border-line border-b py-1.5 text-sm">
      <input
        id={id}
        type="checkbox"
        name={`lots.${row.key}`}
        value={lot.name}
        checked={units !== undefined}
        disabled={lot.basis === null}
        onChange={({ target }) => setUnits(target.checked ? "" : undefined)}
        className={tick}
      />
      <label htmlFor={id} className="flex min-w-0 flex-wrap items-baseline gap-x-3">
        {lot.acquired === "inherited" ? "inherited" : <Day date={lot.acquired} />}
        <Quantity amount={lot.units} />
        {lot.basis === null ? (
          <span className="text-caution">basis not known</span>
        ) : (
          <>
            {lot.term !== null && <TermBadge term={lot.term} />}
            <Money amount={lot.gain} tone="signed" />
          </>
        )}
        {said !== undefined && <span className="text-caution">you say: {MARK_WORDS[said]}</span>}
      </label>
      <span>
        <input
          id={`${id}-units`}
          name={`lotUnits.${row.key}.${lot.name}`}
          aria-label={`Units of ${what}`}
          aria-invalid={error === null ? undefined : true}
          aria-describedby={error === null ? undefined : `${id}-units-error`}
          inputMode="decimal"
          autoComplete="off"
          placeholder={lot.units}
          disabled={lot.basis === null}
          value={units ?? ""}
          onChange={({ target }) => setUnits(target.value)}
          className={`${controlClass} min-h-8 text-right text-sm`}
        />
        <FieldError id={`${id}-units`} error={error} />
      </span>
    </li>
  );
}
