import { readdirSync, readFileSync } from "node:fs";
import { invariant } from "@/lib/result";
import type { FiledYear } from "@/lib/tax/amend/filed-year";
import { filedYearFromText, inputsFromText } from "@/lib/tax/amend/frozen-text";
import type { YearInputs } from "@/lib/tax/amend/year-inputs";

/** Books as somebody filed on them, kept with the figures of every year and the engine that made them. */
export interface FrozenBooks {
  readonly name: string;
  readonly engine: string;
  /** The inputs as they are kept: equal texts are the same books. */
  readonly inputsText: string;
  readonly inputs: YearInputs;
  readonly years: readonly FiledYear[];
}

const FOLDER = new URL("../fixtures/frozen/", import.meta.url);

/** Every frozen snapshot that is kept, by name. */
export function frozenBooks(): readonly FrozenBooks[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => read(name));
}

function read(name: string): FrozenBooks {
  const kept: { engine: string; inputs: string; years: string[] } = JSON.parse(
    readFileSync(new URL(name, FOLDER), "utf8"),
  );
  const inputs = inputsFromText(kept.inputs);
  const years = kept.years.flatMap((text) => filedYearFromText(text) ?? []);
  invariant(inputs !== null && years.length === kept.years.length, `${name} can be read`);
  return {
    name: name.replace(".json", ""),
    engine: kept.engine,
    inputsText: kept.inputs,
    inputs,
    years,
  };
}
