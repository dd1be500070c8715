import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { BracketBar } from "@/app/_ui/charts/bracket-bar";
import { axisEnd, axisLabel, toPixels } from "@/app/_ui/charts/figure";
import { GainByMonth } from "@/app/_ui/charts/gain-by-month";
import { SavingCurve } from "@/app/_ui/charts/saving-curve";
import { UnrealisedByAsset } from "@/app/_ui/charts/unrealised-by-asset";
import { citations } from "@/app/_ui/citations";
import { dayText } from "@/app/_ui/day";
import { Money, Price, Quantity } from "@/app/_ui/money";
import { readTheme } from "@/app/_ui/theme";
import { readAnswer } from "@/app/_ui/upload";
import { WhyLink } from "@/app/_ui/why-link";
import { afterSignIn } from "@/app/(auth)/_components/after-sign-in";

const html = renderToStaticMarkup;
const text = (markup: string) => markup.replace(/<[^>]+>/g, "");

describe("Money", () => {
  test("a loss has the minus sign, the colour and the word", () => {
    const markup = html(<Money amount="-1234.5" tone="signed" />);
    expect(text(markup)).toBe("\u2212$1,234.50 loss");
    expect(markup).toContain("text-loss");
  });

  test("a gain has a plus and the word, zero has neither", () => {
    expect(text(html(<Money amount="0.015" tone="signed" />))).toBe("+$0.02 gain");
    expect(text(html(<Money amount="0" tone="signed" />))).toBe("$0.00");
  });

  test("small cents and headlines show the same dollars", () => {
    expect(text(html(<Money amount="12345.67" cents="small" />))).toBe("$12,345.67");
    expect(text(html(<Money amount="12345.67" cents="none" />))).toBe("$12,346");
  });

  test("what is not known is never a figure", () => {
    expect(text(html(<Money amount={null} />))).toBe("not known");
    expect(text(html(<Quantity amount={null} asset="BTC" />))).toBe("not known");
    expect(text(html(<Price amount={null} />))).toBe("no price");
  });

  test("a quantity keeps every digit a double would lose", () => {
    expect(text(html(<Quantity amount="1234.123456789012345678" asset="ETH" />))).toBe(
      "1,234.123456789012345678 ETH",
    );
  });
});

test("a figure that can be asked says what it opens, with no blank before a comma", () => {
  const line = html(
    <WhyLink href="?why=16" about="how line 16 is made">
      <Money amount="5" />
    </WhyLink>,
  );
  expect(text(line)).toBe("$5.00 (show how line 16 is made)");
});

test("a day is read without any time zone", () => {
  expect(dayText("2026-01-01")).toBe("Jan 1, 2026");
  expect(dayText("2024-02-29")).toBe("Feb 29, 2024");
  expect(dayText("VARIOUS")).toBe("VARIOUS");
});

describe("charts", () => {
  test("axes end at round figures that hold the largest bar", () => {
    expect([0, 1, 9, 10, 11, 240, 260, 5100].map(axisEnd)).toEqual([
      0, 1, 10, 10, 20, 250, 500, 10000,
    ]);
  });

  test("axis labels are short and signed", () => {
    expect([0, 950, 1000, 2500, -40000, 1_200_000].map(axisLabel)).toEqual([
      "$0",
      "$950",
      "$1k",
      "$2.5k",
      "\u2212$40k",
      "$1.2M",
    ]);
  });

  test("a text that is no decimal is not drawn", () => {
    expect(() => toPixels("n/a")).toThrow(RangeError);
  });

  test("the tables under the charts carry every figure to the cent", () => {
    const months = html(
      <GainByMonth
        question="When?"
        sentence="In March."
        months={[{ month: 3, short: "-0.01", long: "9800.25" }]}
        total={{ short: "-0.01", long: "9800.25" }}
      />,
    );
    expect(months).toContain("\u2212$0.01");
    expect(months).toContain("+$9,800.25");
    const assets = html(
      <UnrealisedByAsset
        question="What?"
        sentence="One."
        assets={[{ asset: "ADA", gain: null }]}
      />,
    );
    expect(text(assets)).toContain("no price");
  });

  test("a year without any gain and a plan without any sale still draw", () => {
    const nothing = html(
      <>
        <GainByMonth question="q" sentence="s" months={[]} total={{ short: "0", long: "0" }} />
        <SavingCurve question="q" sentence="s" points={[]} picked={0} />
        <BracketBar
          question="q"
          sentence="s"
          parts={[]}
          total={{ without: "0", with: "0", saved: "0" }}
        />
      </>,
    );
    expect(nothing).not.toContain("NaN");
    expect(nothing).not.toContain("Infinity");
  });
});

describe("citations", () => {
  const all = Object.entries(citations);

  test.each(all)(
    "%s says what, when read, and leads to an official or a law text by https",
    (_, cite) => {
      expect(cite.says.length).toBeGreaterThan(20);
      expect(cite.read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      if (cite.url !== null) {
        expect(["www.irs.gov", "www.law.cornell.edu"]).toContain(new URL(cite.url).host);
        expect(cite.url).toMatch(/^https:/);
      }
    },
  );

  test("a chip names its authority and needs no script", () => {
    const markup = html(<AuthorityChip id="irc-1222" />);
    expect(markup).toContain("popoverTarget=");
    expect(text(markup)).toContain("IRC 1222");
  });
});

test("only day and night are themes; anything else follows the system", () => {
  expect(["light", "dark", "system", "", "</html>", undefined].map(readTheme)).toEqual([
    "light",
    "dark",
    "system",
    "system",
    "system",
    "system",
  ]);
});

describe("after signing in", () => {
  test.each(["/clients", "/clients/1/years/2025?why=d-16", "/clients/1/lots?asset=BTC&page=2"])(
    "%s is followed",
    (next) => expect(afterSignIn(next)).toBe(next),
  );

  test.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/a\nb",
    "/\tx",
    "",
    undefined,
  ])("%s is not", (next) => expect(afterSignIn(next)).toBe("/clients"));
});

describe("the upload route's answer", () => {
  test("href means taken, message means refused", () => {
    expect(readAnswer('{"href":"/clients/1/import/2","note":"Coinbase"}')).toEqual({
      ok: true,
      href: "/clients/1/import/2",
      note: "Coinbase",
    });
    expect(readAnswer('{"code":"size-mismatch","message":"Upload it again."}')).toEqual({
      ok: false,
      code: "size-mismatch",
      message: "Upload it again.",
    });
  });

  test.each(["", "<html>", "null", "[]", '{"ok":true}', '{"href":1}'])("%s is no answer", (body) =>
    expect(readAnswer(body)).toBeNull(),
  );
});
