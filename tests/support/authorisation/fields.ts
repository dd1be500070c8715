/**
 * What a probe types, so that it is the gate that refuses it and not the form. Most fields are found out by sending the form and reading
 * what it says is missing; these are the values that only the product knows.
 */
const BY_MESSAGE: readonly (readonly [RegExp, string])[] = [
  [/A day such as/, "2024-03-14"],
  [/A year such as|form's year is needed|began with sales of 2025/, "2025"],
  [/e-mail/, "somebody@example.com"],
  [/How many dollars|Dollars such as/, "1"],
  [/why\b|Write something/i, "a test says so"],
  [/Choose what happened/, "buy"],
  [/Choose a role/, "viewer"],
  [/Choose who they are/, "taxpayer"],
  [/Choose what they may do/, "read"],
  [/Choose a method/, "hifo"],
  [/Choose a filing status/, "single"],
  [/Choose a stage/, "ready"],
  [/Choose a figure/, "box:A:proceeds"],
  [/Choose one of the coins/, "LUNC"],
  [/Which form is it/, "1099-DA"],
  [/Which position/, "account~BTC"],
  [/What stands in the way/, "illiquid"],
  [/Which code/, "S"],
  [/Which kind/, "later"],
  [/Which of the two was it/, "specific"],
  [/What is it\?/, "digital"],
  [/Who holds the keys/, "own"],
  [/Whose return is it on/, "client"],
  [/no answer to what was asked/, "{}"],
];

/** Fields whose refusal names no field. */
export const ALWAYS: Readonly<Record<string, string>> = {
  step: "keep-records",
  symbol: "LUNA",
  mapping: JSON.stringify({
    name: "Probe",
    account: "Probe",
    roles: [],
    units: {},
    form: "",
    zone: "",
    numbers: "",
    direction: "",
    fee: "",
    kinds: [],
  }),
  days: "30",
  list: "Probe client",
  years: "2024",
};

/** A value a form would take, by what it said of the one it refused; null where nothing is known to do. */
export function wanted(message: string): string | File | null {
  const option =
    /expected one of "([^"]+)"/.exec(message)?.[1] ?? /expected "([^"]+)"/.exec(message)?.[1];
  if (option !== undefined) return option;
  if (/expected File/.test(message)) return new File(["a,b"], "a.csv");
  if (/expected (number|int)/.test(message)) return "2024";
  if (/Invalid UUID/.test(message)) return "0c5f2a7e-3b41-4d8a-9e60-7f1b2c3d4e5f";
  if (/expected (string|array)/.test(message) || message === "Invalid input") return "1";
  return BY_MESSAGE.find(([told]) => told.test(message))?.[1] ?? null;
}
