import { describe, expect, it } from "vitest";
import { usd } from "@/lib/money/usd";
import { brokerForms, brokerMustReport, isCoveredDay } from "@/lib/tax/forms/form-1099-da";
import { calendarDate } from "@/lib/time/calendar-date";

const units = (
  name: string,
  acquired: string | null,
  term: "short" | "long",
  inCustody = true,
) => ({
  units: name,
  acquired: acquired === null ? null : calendarDate(acquired),
  term,
  inCustody,
});

describe("forms of one sale (i1099da 2026, customer Bill)", () => {
  it("covered short, covered long, noncovered: one form each", () => {
    const forms = brokerForms([
      units("April 2022", "2022-04-05", "long"),
      units("April 2026", "2026-04-05", "long"),
      units("August 2026", "2026-08-05", "short"),
    ]);
    expect(forms).toEqual([
      { covered: true, term: "short", units: ["August 2026"] },
      { covered: true, term: "long", units: ["April 2026"] },
      { covered: false, term: null, units: ["April 2022"] },
    ]);
  });

  it("what was moved in, inherited or of an unknown day is noncovered; no form without units", () => {
    const moved = units("moved in", "2026-05-05", "short", false);
    const unknown = units("unknown", null, "short");
    const inherited = { ...unknown, units: "inherited", acquired: "inherited" } as const;
    expect(brokerForms([moved, unknown, inherited])).toEqual([
      { covered: false, term: null, units: ["moved in", "unknown", "inherited"] },
    ]);
    expect(brokerForms([])).toEqual([]);
  });

  it("covered begins with 2026-01-01", () => {
    expect(isCoveredDay(calendarDate("2025-12-31"))).toBe(false);
    expect(isCoveredDay(calendarDate("2026-01-01"))).toBe(true);
  });
});

describe("de minimis (i1099da 2026): at the limit no report, a cent above one", () => {
  it.each([
    ["payment-processor", "600", false],
    ["payment-processor", "600.01", true],
    ["qualifying-stablecoin", "10000", false],
    ["qualifying-stablecoin", "10000.01", true],
    ["specified-nft", "600", false],
    ["specified-nft", "600.01", true],
  ] as const)("%s of %s: %s", (kind, total, must) => {
    expect(brokerMustReport(kind, usd(total))).toBe(must);
  });
});
