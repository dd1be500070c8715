"use client";

import { useActionState, useState } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ActionResult } from "@/app/_ui/callout";
import { RadioGroup, SelectField } from "@/app/_ui/choice";
import { MoneyField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { formatUsd } from "@/lib/money/format";
import type { ProfileItem, SettingsView } from "@/lib/services/view-settings";
import { fieldError, type Typed, UNSENT } from "../../_books/typed-state";
import { saveProfile } from "../actions";
import { STATUS_LABELS } from "./status-labels";

export interface ProfileFormProps {
  clientId: string;
  years: readonly number[];
  year: number;
  profiles: readonly ProfileItem[];
  standard: SettingsView["standard"];
}

/** One year's profile. Another year brings its own figures. */
export function ProfileForm({ clientId, years, year, profiles, standard }: ProfileFormProps) {
  const [state, action] = useActionState(saveProfile, UNSENT);
  const [chosen, choose] = useState(year);
  const typed: Typed = {
    ...typedProfile(profiles.find((one) => one.year === chosen)),
    ...state.typed,
  };
  const [status, setStatus] = useState(typed["filingStatus"] ?? "single");
  const standards: Readonly<Record<string, string>> | undefined = standard[chosen];
  const own = standards?.[status];
  const field = (name: string) => ({
    name,
    defaultValue: typed[name] ?? "",
    error: fieldError(state, name),
  });
  return (
    <form
      id="profile"
      action={action}
      key={`${chosen} ${state.turn}`}
      className="flex max-w-3xl flex-col gap-5"
    >
      <input type="hidden" name="clientId" value={clientId} />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <SelectField
          name="year"
          label="Year"
          value={String(chosen)}
          onChange={(event) => choose(Number(event.target.value))}
          options={years.map((one) => ({ value: String(one), label: String(one) }))}
          error={fieldError(state, "year")}
        />
        <SelectField
          name="filingStatus"
          label="Filing status"
          defaultValue={typed["filingStatus"] ?? "single"}
          onChange={(event) => setStatus(event.target.value)}
          options={Object.entries(STATUS_LABELS).map(([value, label]) => ({ value, label }))}
          error={fieldError(state, "filingStatus")}
        />
        <MoneyField
          {...field("ordinaryIncome")}
          label="Ordinary income"
          hint="Wages, interest, business and all else in adjusted gross income, without capital gains and qualified dividends. Crypto income of these books is not added by itself."
          required
        />
        <MoneyField
          {...field("qualifiedDividends")}
          label="Qualified dividends"
          hint="In addition to the ordinary income."
          required={false}
        />
      </div>
      <RadioGroup
        name="deductionKind"
        label="Deduction"
        defaultValue={typed["deductionKind"] ?? "standard"}
        options={[
          {
            value: "standard",
            label: "Standard deduction",
            hint:
              own === undefined ? undefined : `${formatUsd(own, { cents: false })} for ${chosen}`,
          },
          { value: "own", label: "Another amount" },
        ]}
      />
      <MoneyField
        {...field("deduction")}
        label="Amount of the other deduction"
        hint="Itemized, or the standard one with what is added for age or blindness."
        required={false}
      />
      <details open={hasMore(typed)} className="border-line border-y py-3">
        <summary className="min-h-6 font-medium">Other investments, and losses carried in</summary>
        <MoreFields field={field} typed={typed} />
      </details>
      <ActionResult state={state.result} done={`${chosen} is saved. All figures follow.`} />
      <div>
        <SubmitButton pendingLabel="Saving…">Save {chosen}</SubmitButton>
      </div>
    </form>
  );
}

function MoreFields({
  field,
  typed,
}: {
  field: (name: string) => { name: string; defaultValue: string; error: string | null };
  typed: Typed;
}) {
  return (
    <div className="mt-4 flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <MoneyField
          {...field("otherShort")}
          label="Other short-term gains"
          hint="Stocks and funds, net for the year; a loss with a minus."
          required={false}
        />
        <MoneyField
          {...field("otherLong")}
          label="Other long-term gains"
          hint="Net for the year; a loss with a minus."
          required={false}
        />
        <MoneyField
          {...field("otherInvestmentIncome")}
          label="Of the ordinary income, investment income"
          hint={
            <>
              Interest, ordinary dividends, rents. <AuthorityChip id="irc-1411" />
            </>
          }
          required={false}
        />
        <MoneyField
          {...field("magiAddBack")}
          label="Foreign income left out of AGI"
          hint="Form 2555; usually none."
          required={false}
        />
      </div>
      <RadioGroup
        name="carryover"
        label="Capital losses carried into this year"
        hint={
          <>
            What earlier years could not use. <AuthorityChip id="irc-1212" />
          </>
        }
        defaultValue={typed["carryover"] ?? "chained"}
        options={[
          {
            value: "chained",
            label: "As these books leave it the year before",
            hint: "None when these books have no earlier year.",
          },
          { value: "own", label: "As last year’s return says" },
        ]}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <MoneyField
          {...field("shortCarryoverIn")}
          label="Short-term loss carried in"
          required={false}
        />
        <MoneyField
          {...field("longCarryoverIn")}
          label="Long-term loss carried in"
          required={false}
        />
      </div>
    </div>
  );
}

const orNothing = (amount: string | null) => (amount === null || amount === "0" ? "" : amount);

function typedProfile(profile: ProfileItem | undefined): Typed {
  if (profile === undefined) {
    return {};
  }
  const isStandard = profile.deduction === profile.standardDeduction;
  const isChained = profile.shortCarryoverIn === null && profile.longCarryoverIn === null;
  return {
    filingStatus: profile.filingStatus,
    ordinaryIncome: profile.ordinaryIncome,
    deductionKind: isStandard ? "standard" : "own",
    deduction: isStandard ? "" : profile.deduction,
    qualifiedDividends: orNothing(profile.qualifiedDividends),
    otherInvestmentIncome: orNothing(profile.otherInvestmentIncome),
    magiAddBack: orNothing(profile.magiAddBack),
    otherShort: orNothing(profile.otherShort),
    otherLong: orNothing(profile.otherLong),
    carryover: isChained ? "chained" : "own",
    shortCarryoverIn: orNothing(profile.shortCarryoverIn),
    longCarryoverIn: orNothing(profile.longCarryoverIn),
  };
}

const MORE = ["otherShort", "otherLong", "otherInvestmentIncome", "magiAddBack"];

function hasMore(typed: Typed): boolean {
  return typed["carryover"] === "own" || MORE.some((name) => (typed[name] ?? "") !== "");
}
