/** Everything a column of a table of sales on Form 1099-DA can be, in the order of the form's boxes. */
export const FORM_ROLES = [
  "symbol",
  "code",
  "name",
  "units",
  "acquired",
  "sold",
  "proceeds",
  "basis",
  "wash",
  "basis-reported",
  "withheld",
  "term",
  "noncovered",
  "covered",
  "first-sales",
  "box",
  "account",
  "tax-year",
] as const;

/** What a column of such a table can be. */
export type FormRole = (typeof FORM_ROLES)[number];

const ASSET = "(?:digital asset|asset|token|coin|crypto(?:currency)?|currency|security|dtif)";
const DAY = "(?:date|day)";
const GAIN = "(?:gain(?: or| and)? loss|gains? losses|holding)";

/** Boxes by their numbers on the form (i1099da 2025 and 2026). Other boxes have no place of their own and are kept as cells. */
const BOXES: ReadonlyMap<string, FormRole> = new Map([
  ["1a", "code"],
  ["1b", "name"],
  ["1c", "units"],
  ["1d", "acquired"],
  ["1e", "sold"],
  ["1f", "proceeds"],
  ["1g", "basis"],
  ["1i", "wash"],
  ["2", "basis-reported"],
  ["4", "withheld"],
  ["6", "term"],
  ["9", "noncovered"],
  ["11c", "first-sales"],
]);

/** Names by role; the first that fits is the column's role. Names are lower case, signs as blanks. */
const NAMES: readonly (readonly [FormRole, RegExp])[] = [
  ["box", /8949/],
  ["wash", /\bwash sales?\b/],
  ["withheld", /^(?!.*\b(?:state|local)\b).*\b(?:withheld|withholding)\b/],
  ["basis-reported", /\bbasis (?:was |is )?reported\b/],
  ["first-sales", /\b(?:first|primary|initial) sales?\b/],
  ["noncovered", /\b(?:non ?covered|not covered|uncovered)\b/],
  ["covered", /^(?:is )?covered(?: (?:security|lot|status))?$|^covered(?: or)? noncovered$/],
  [
    "term",
    new RegExp(
      `^(?:holding )?(?:term|period)$|^${GAIN} (?:type|term|class\\w*|period)$|long or short|short (?:term )?(?:or )?long`,
    ),
  ],
  [
    "code",
    new RegExp(
      `^(?:${ASSET} )?(?:dtif|dti|dtif code|dti code)(?: code)?$|^(?:code (?:for|of) )${ASSET}$|^${ASSET} code$`,
    ),
  ],
  [
    "name",
    new RegExp(`^${ASSET} name$|^name of ${ASSET}$|^description(?: of property)?$|^property$`),
  ],
  ["symbol", new RegExp(`^(?:${ASSET} )?(?:symbol|ticker)$|^${ASSET}$`)],
  [
    "acquired",
    new RegExp(
      `^(?:${DAY} )?(?:acquired|purchased|bought|acquisition|purchase)(?: ${DAY})?$|^${DAY} of (?:acquisition|purchase)$`,
    ),
  ],
  [
    "sold",
    new RegExp(
      `^(?:${DAY} )?(?:sold|disposed|disposal|sale|disposition)(?: (?:or|of|exchanged|disposed|sold))*(?: ${DAY})?$|^${DAY} of (?:sale|disposal|disposition)(?: or .*)?$`,
    ),
  ],
  ["proceeds", /^(?:gross |net |total |sales? )?proceeds?(?: amount)?$|^sales? price$/],
  ["basis", /^(?:(?:adjusted )?cost (?:or other )?basis|basis|cost or other|cost)(?: amount)?$/],
  [
    "units",
    /^(?:(?:number|no|quantity|amount) of )?units(?: sold| disposed)?$|^(?:asset |units )?(?:quantity|qty|amount|size|volume)(?: sold| disposed)?$/,
  ],
  ["account", /^account(?: (?:id|no|number))?$/],
  ["tax-year", /^(?:tax|calendar|form) year$|^year$/],
];

/** What a column's name says it is, by the number of a box or by its words; null when it says nothing. */
export function formRoleOf(name: string): FormRole | null {
  const plain = plainOf(name);
  const box = boxIn(plain);
  if (box !== null) {
    return BOXES.get(box) ?? null;
  }
  const words = plain
    .replace(/^(?:form )?1099 ?da /, "")
    .replace(/(?<=.) (?:in )?(?:usd|us dollars)$/, "");
  return NAMES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** "digitalAssetName" and "Digital_Asset-Name" as "digital asset name". */
function plainOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** The box a name speaks of: "1f", "Box 1f", "1f Proceeds", "Proceeds (Box 1f)", "Box 4 Federal income tax withheld". */
function boxIn(plain: string): string | null {
  const told = /\bbox (\d{1,2}[a-i]?)\b/.exec(plain) ?? /^(1[a-i]|11[a-c])\b/.exec(plain);
  return told?.[1] ?? null;
}

/**
 * True for the header of what is most likely a table of sales on a Form 1099-DA: it says so, numbers the boxes, or has a column only that form
 * has. A report of gains has proceeds and days too, and is none.
 */
export function looksLikeForm(header: readonly string[]): boolean {
  const roles = new Set(header.flatMap((name) => formRoleOf(name) ?? []));
  if (!roles.has("proceeds") && !roles.has("first-sales")) {
    return false;
  }
  const plain = header.map(plainOf);
  const boxes = plain.filter((name) => BOXES.has(boxIn(name) ?? "")).length;
  return (
    boxes >= 3 ||
    plain.some((name) => /\b1099 ?da\b|\bdtif?\b/.test(name)) ||
    ["noncovered", "covered", "basis-reported"].some((role) =>
      header.some((name) => formRoleOf(name) === role),
    )
  );
}
