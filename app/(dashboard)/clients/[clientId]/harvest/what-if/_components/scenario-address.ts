import type { Scenario } from "@/lib/planner/scenario";
import { many, one, type Query } from "../../../_gains/address";

/** The fields that stand alone. */
export const PLAIN_FIELDS = ["status", "income", "deduction", "fee", "feeFixed"] as const;

/** What an address tries; null when it says nothing, so that the page may begin with the list. */
export function scenarioOf(query: Query): Scenario | null {
  if (one(query, "tried") === undefined) {
    return null;
  }
  const [status, income, deduction, fee, feeFixed] = PLAIN_FIELDS.map(
    (field) => one(query, field) ?? "",
  );
  return {
    status: status ?? "",
    income: income ?? "",
    deduction: deduction ?? "",
    fee: fee ?? "",
    feeFixed: feeFixed ?? "",
    picks: many(query, "pick"),
    units: namedBy("units.", query),
    lots: lotsOf(query),
    prices: namedBy("price.", query),
  };
}

function namedBy(prefix: string, query: Query): Record<string, string> {
  return Object.fromEntries(
    Object.keys(query)
      .filter((name) => name.startsWith(prefix))
      .map((name) => [name.slice(prefix.length), one(query, name) ?? ""]),
  );
}

/** "lots.<position>=<lot>" for each lot that is named, "lotUnits.<position>.<lot>" where not all of it is sold. */
function lotsOf(query: Query): Scenario["lots"] {
  return Object.fromEntries(
    Object.keys(query)
      .filter((name) => name.startsWith("lots."))
      .map((name) => {
        const key = name.slice("lots.".length);
        const named = many(query, name).map((lot) => [
          lot,
          one(query, `lotUnits.${key}.${lot}`) ?? "",
        ]);
        return [key, Object.fromEntries(named)];
      }),
  );
}

/** The address that tries it again; blank fields are left out. */
export function scenarioSearch(scenario: Scenario): string {
  const search = new URLSearchParams({ tried: "1" });
  const put = (name: string, value: string) => {
    if (value.trim() !== "") {
      search.append(name, value);
    }
  };
  for (const field of PLAIN_FIELDS) {
    put(field, scenario[field]);
  }
  for (const pick of scenario.picks) {
    put("pick", pick);
    put(`units.${pick}`, scenario.units[pick] ?? "");
  }
  for (const [key, named] of Object.entries(scenario.lots)) {
    for (const [lot, units] of Object.entries(named)) {
      search.append(`lots.${key}`, lot);
      put(`lotUnits.${key}.${lot}`, units);
    }
  }
  for (const [asset, price] of Object.entries(scenario.prices)) {
    put(`price.${asset}`, price);
  }
  return search.toString();
}
