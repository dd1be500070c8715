import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readForm } from "@/lib/importers/mapping/dates";
import { readStyled } from "@/lib/importers/mapping/numbers";
import { parseMappingTemplate } from "@/lib/importers/mapping/parse";
import { proposeMapping } from "@/lib/importers/mapping/propose";
import { readWith } from "@/lib/importers/mapping/read";
import type { MappingTemplate, NumberStyle } from "@/lib/importers/mapping/template";
import { quantityText } from "@/lib/money/quantity";

/** A moment as its numbers, written by hand below and not by the reader's own code. */
const moment = fc
  .record({
    year: fc.integer({ min: 2010, max: 2026 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
    second: fc.integer({ min: 0, max: 59 }),
  })
  .map((parts) => parts);
type Moment = typeof moment extends fc.Arbitrary<infer T> ? T : never;

const two = (value: number) => String(value).padStart(2, "0");
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Each form with its own writer. */
const FORMS: readonly (readonly [form: string, write: (at: Moment) => string])[] = [
  [
    "Y-M-D h:m:s",
    (at) =>
      `${at.year}-${two(at.month)}-${two(at.day)} ${two(at.hour)}:${two(at.minute)}:${two(at.second)}`,
  ],
  [
    "D/M/Y h:m:s",
    (at) => `${at.day}/${at.month}/${at.year} ${at.hour}:${two(at.minute)}:${two(at.second)}`,
  ],
  [
    "M/D/y h:m:s A",
    (at) =>
      `${at.month}/${at.day}/${two(at.year % 100)} ${at.hour % 12 === 0 ? 12 : at.hour % 12}:${two(at.minute)}:${two(at.second)} ${at.hour < 12 ? "AM" : "PM"}`,
  ],
  [
    "D.M.Y, h:m:s",
    (at) =>
      `${two(at.day)}.${two(at.month)}.${at.year}, ${two(at.hour)}:${two(at.minute)}:${two(at.second)}`,
  ],
  [
    "B D, Y h:m:s",
    (at) =>
      `${MONTHS[at.month - 1]} ${at.day}, ${at.year} ${two(at.hour)}:${two(at.minute)}:${two(at.second)}`,
  ],
  ["unix", (at) => String(epoch(at) / 1000)],
];
const epoch = (at: Moment) =>
  Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second);

/** A zone five hours behind UTC all year, so that what is expected needs no table of zones. */
const ZONES = [
  ["UTC", 0],
  ["Etc/GMT+5", 5 * 3_600_000],
] as const;

/** Plain decimals above zero, up to 24 decimals. */
const amount = fc
  .tuple(
    fc.bigInt({ min: 0n, max: 10n ** 9n }),
    fc.integer({ min: 0, max: 24 }),
    fc.bigInt({ min: 1n, max: 10n ** 24n }),
  )
  .map(([whole, places, digits]) => {
    const fraction = digits
      .toString()
      .padStart(24, "0")
      .slice(24 - places)
      .replace(/0+$/, "");
    const text = fraction === "" ? `${whole}` : `${whole}.${fraction}`;
    return text === "0" ? "1" : text;
  });

const STYLES: readonly NumberStyle[] = ["point", "thousands", "comma"];

/** A plain decimal as a file of that style writes it. */
function written(plain: string, style: NumberStyle, isGrouped: boolean): string {
  const [whole = "", fraction] = plain.split(".");
  const [group, point] = style === "comma" ? [".", ","] : [",", "."];
  const groups = isGrouped && style !== "point" ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
  return fraction === undefined ? groups : `${groups}${point}${fraction}`;
}

const row = fc.record({
  at: moment,
  sent: fc.option(amount, { nil: null }),
  received: amount,
  isGrouped: fc.boolean(),
});

const HEADER = ["When", "Out", "Out Coin", "In", "In Coin"];

function templateOf(form: string, zone: string, numbers: NumberStyle): MappingTemplate {
  return {
    id: "p",
    name: "P",
    account: "P",
    header: HEADER,
    columns: {
      date: 0,
      time: null,
      kind: null,
      layout: {
        is: "two-sided",
        sent: { column: 1, asset: { in: "column", column: 2 } },
        received: { column: 3, asset: { in: "column", column: 4 } },
      },
      fee: null,
      value: null,
      price: null,
      id: null,
      note: null,
      account: null,
    },
    dates: { forms: [form], zone },
    numbers,
    kinds: [],
  };
}

describe("a template", () => {
  it("reads back what was written by it: time, sides, every digit", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FORMS),
        fc.constantFrom(...ZONES),
        fc.constantFrom(...STYLES),
        fc.array(row, { minLength: 1, maxLength: 12 }),
        async ([form, write], [zone, behind], style, rows) => {
          const lines = rows.map(({ at, sent, received, isGrouped }) =>
            [
              write(at),
              sent === null ? "" : written(sent, style, isGrouped),
              sent === null ? "" : "ETH",
              written(received, style, isGrouped),
              "BTC",
            ].join("\t"),
          );
          const stored = parseMappingTemplate(
            JSON.parse(JSON.stringify(templateOf(form, zone, style))),
          );
          if (!stored.ok) {
            throw new Error(stored.error);
          }
          const bytes = new TextEncoder().encode([HEADER.join("\t"), ...lines].join("\n"));
          const read = await readWith(stored.value, { file: "p.csv", chunks: [bytes] });
          if (!read.ok) {
            throw new Error(JSON.stringify(read.error));
          }
          expect(read.value.rejected).toEqual([]);
          const told = read.value.transactions.map((one) => [
            one.at,
            "sent" in one && one.sent !== null ? quantityText(one.sent.quantity) : null,
            "received" in one && one.received !== null ? quantityText(one.received.quantity) : null,
          ]);
          const away = form === "unix" ? 0 : behind;
          const expected = rows.map(({ at, sent, received }) => [
            new Date(epoch(at) + away).toISOString(),
            sent,
            received,
          ]);
          expect(told).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("a proposal never guesses", () => {
  const columnOf = (cells: readonly string[]) =>
    proposeMapping(
      ["Date", "Amount USD"],
      cells.map((cell) => [cell, "-1.5"]),
    );

  it("the order of day and month: asked while no row settles it, right once one does", () => {
    fc.assert(
      fc.property(
        fc.array(moment, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        fc.constantFrom("/", "-", "."),
        (moments, isDayFirst, sign) => {
          const cells = moments.map(({ day, month, year }) =>
            [...(isDayFirst ? [day, month] : [month, day]), year].join(sign),
          );
          const proposal = columnOf(cells);
          const isSettled = moments.some(({ day }) => day > 12);
          const right = (isDayFirst ? ["D", "M", "Y"] : ["M", "D", "Y"]).join(sign);
          expect(proposal.form).toBe(isSettled ? right : null);
          expect(proposal.questions.some(({ about }) => about === "date-order")).toBe(!isSettled);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("years of two digits: a form that is told reads every row as it was meant", () => {
    fc.assert(
      fc.property(
        fc.array(moment, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (moments, isDayFirst) => {
          const cells = moments.map(({ day, month, year }) => {
            const [day2, month2, year2] = [two(day), two(month), two(year % 100)];
            return isDayFirst ? `${day2}-${month2}-${year2}` : `${year2}-${month2}-${day2}`;
          });
          const { form } = columnOf(cells);
          if (form !== null) {
            expect(cells.map((cell) => readForm(cell, [form], "UTC")?.date)).toEqual(
              moments.map(({ day, month, year }) => `${year}-${two(month)}-${two(day)}`),
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("numbers: a style that is told reads every cell as it was written, else it is asked", () => {
    const short = fc.oneof(
      amount,
      fc.integer({ min: 1, max: 999_999 }).map((value) => `${value / 1000}`),
      fc.integer({ min: 1000, max: 9_999_999 }).map(String),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(short, fc.boolean()), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...STYLES),
        (amounts, style) => {
          const cells = amounts.map(([plain, isGrouped]) => written(plain, style, isGrouped));
          const proposal = proposeMapping(
            ["Date", "Amount USD"],
            cells.map((cell) => ["2024-01-01", cell]),
          );
          const { numbers } = proposal;
          expect(proposal.questions.some(({ about }) => about === "numbers")).toBe(
            numbers === null,
          );
          if (numbers !== null) {
            const told = cells.map((cell) => readStyled(cell, numbers));
            expect(told.map((one) => (one.kind === "number" ? one.text : one.kind))).toEqual(
              amounts.map(([plain]) => plain),
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
