import { Fragment } from "react";
import { Money, type MoneyProps } from "@/app/_ui/money";
import { WhyLink } from "@/app/_ui/why-link";

/** A figure in a sentence; another link to what is behind it stands before it. */
export function Asked({ href, ...money }: MoneyProps & { href: string }) {
  return (
    <WhyLink href={href} about={null}>
      <Money {...money} />
    </WhyLink>
  );
}

/** A figure in a sentence that opens what is behind it, where something is. */
export function AskedIf({
  href,
  about = null,
  ...money
}: MoneyProps & {
  /** Null: nothing is behind it. */
  href: string | null;
  /** As of `WhyLink`. */
  about?: string | null;
}) {
  return href === null ? (
    <Money {...money} />
  ) : (
    <WhyLink href={href} about={about}>
      <Money {...money} />
    </WhyLink>
  );
}

/** A dollar figure as `formatUsd` writes it. */
const FIGURE = /[\u2212+]?\$\d[\d,]*(?:\.\d+)?/g;

/** A sentence of the engine, each of its dollar figures a link to what is behind it. */
export function AskedText({
  text,
  href,
  about = null,
}: {
  text: string;
  /** The same page with the figures' worksheets open; null: nothing is behind them. */
  href: string | null;
  /** As of `WhyLink`. */
  about?: string | null;
}) {
  if (href === null) {
    return text;
  }
  const figures = [...text.matchAll(FIGURE)];
  return (
    <>
      {figures.map(({ 0: figure, index }, at) => (
        <Fragment key={index}>
          {text.slice(endOf(figures[at - 1]), index)}
          <WhyLink href={href} about={about}>
            {figure}
          </WhyLink>
        </Fragment>
      ))}
      {text.slice(endOf(figures.at(-1)))}
    </>
  );
}

const endOf = (match: RegExpExecArray | undefined): number =>
  match === undefined ? 0 : match.index + match[0].length;
