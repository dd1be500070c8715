import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../../../app/globals.css", import.meta.url), "utf8");

type Theme = "light" | "dark";

/** The two palettes as written in globals.css. */
function readPalettes(): Record<Theme, Map<string, string>> {
  const light = new Map<string, string>();
  const dark = new Map<string, string>();
  const pair = /--color-([a-z-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g;
  for (const [, name = "", day = "", night = ""] of css.matchAll(pair)) {
    light.set(name, day);
    dark.set(name, night);
  }
  return { light, dark };
}

/** WCAG 2.2 relative luminance of #rrggbb. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const palettes = readPalettes();
const papers = ["surface", "raised", "sunken"];
const softs = ["accent-soft", "gain-soft", "loss-soft", "caution-soft"];

const textPairs: [string, string][] = [
  ...["ink", "muted", "accent", "accent-strong", "gain", "loss", "caution"].flatMap((text) =>
    papers.map((paper): [string, string] => [text, paper]),
  ),
  ...softs.flatMap((soft): [string, string][] => [
    ["ink", soft],
    ["muted", soft],
    [soft.replace("-soft", ""), soft],
  ]),
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["on-loss", "loss"],
  ["surface", "ink"],
];

const graphicPairs: [string, string][] = [
  "line-strong",
  "accent",
  "gain",
  "loss",
  "caution",
  "focus",
].flatMap((graphic) => papers.map((paper): [string, string] => [graphic, paper]));

test("the contrast formula agrees with WCAG's own anchors", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

describe.each(["light", "dark"] as const)("%s palette", (theme) => {
  const palette = palettes[theme];
  const at = (name: string) => {
    const value = palette.get(name);
    if (value === undefined) throw new Error(`no token --color-${name}`);
    return value;
  };

  test.each(textPairs)("text %s on %s reaches 4.5:1", (text, paper) => {
    expect(contrast(at(text), at(paper))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(graphicPairs)("graphic %s on %s reaches 3:1", (graphic, paper) => {
    expect(contrast(at(graphic), at(paper))).toBeGreaterThanOrEqual(3);
  });

  test("is written for every colour token, in both themes", () => {
    const declared = [...css.matchAll(/--color-([a-z-]+):/g)].map(([, name]) => name);
    const missing = declared.filter(
      (name) => name !== "transparent" && name !== "current" && !palette.has(name ?? ""),
    );
    expect(missing).toEqual([]);
    expect(palette.size).toBeGreaterThan(15);
  });
});
