import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

/** primary: the one next step of a page. secondary: the rest. quiet: in tables and bars. danger: takes something away. */
export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "large";

interface Look {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** An icon before the words (decorative). */
  icon?: ReactNode;
}

// Words wrap only where a screen is narrower than a long button.
const base =
  "inline-flex items-center justify-center gap-2 rounded-ui border font-medium whitespace-nowrap max-[22rem]:text-center max-[22rem]:whitespace-normal no-underline transition-colors duration-100 print:hidden disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55";

const variants: Record<ButtonVariant, string> = {
  primary:
    "border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong",
  secondary: "border-line-strong bg-raised text-ink hover:border-ink hover:bg-sunken",
  quiet: "border-transparent bg-transparent text-ink hover:bg-sunken",
  danger: "border-loss bg-raised text-loss hover:bg-loss hover:text-on-loss",
};

const sizes: Record<ButtonSize, string> = {
  small: "min-h-8 px-2.5 text-sm",
  medium: "min-h-10 px-4 text-base",
  large: "min-h-12 px-6 text-lg",
};

/** The classes of a button, for the rare element that must look like one (a `<summary>`, a `<label>`). */
export function buttonClass(look: Look & { className?: string | undefined } = {}): string {
  return cx(
    base,
    variants[look.variant ?? "secondary"],
    sizes[look.size ?? "medium"],
    look.className,
  );
}

export type ButtonProps = ComponentProps<"button"> & Look;

/** A native button; `type` is "button" unless told. In a form that runs an action use SubmitButton. */
export function Button({ variant, size, icon, className, children, type, ...rest }: ButtonProps) {
  return (
    <button type={type ?? "button"} className={buttonClass({ variant, size, className })} {...rest}>
      {icon}
      {children}
    </button>
  );
}

export type ButtonLinkProps = ComponentProps<typeof Link> & Look;

/** A link that looks like a button, for going somewhere. Not fetched ahead unless `prefetch` says so. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link prefetch={false} className={buttonClass({ variant, size, className })} {...rest}>
      {icon}
      {children}
    </Link>
  );
}

export type DownloadLinkProps = ComponentProps<"a"> & Look;

/** A plain anchor that looks like a button, for files served by a route handler (never prefetched). */
export function DownloadLink({
  variant,
  size,
  icon,
  className,
  children,
  ...rest
}: DownloadLinkProps) {
  return (
    <a className={buttonClass({ variant, size, className })} download {...rest}>
      {icon}
      {children}
    </a>
  );
}
