import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button";
import { cx } from "./cx";
import { menuItem } from "./menu-item";
import { Popover } from "./popover";

export interface MenuProps {
  /** What the button says. */
  label: ReactNode;
  /** Spoken name when `label` is an icon or a bare value. */
  name?: string;
  /** MenuLink, MenuHeading, or a form with a MenuButton. */
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Opens towards the left: for the right edge of a bar. */
  end?: boolean;
  /** Without the small arrow. */
  bare?: boolean;
  className?: string | undefined;
}

/**
 * A button and the card it opens: the platform's popover, so it needs no script, closes on Esc and outside clicks and
 * gives the focus back. Holds links and small forms.
 */
export function Menu({
  label,
  name,
  children,
  variant = "quiet",
  size = "small",
  end,
  bare,
  className,
}: MenuProps) {
  return (
    <Popover
      as="div"
      label={
        <>
          {label}
          {!bare && <ChevronDown aria-hidden="true" className="size-4 text-muted" />}
        </>
      }
      name={name}
      buttonClassName={buttonClass({ variant, size, className })}
      cardClassName={cx("min-w-48 max-w-xs p-1", end && "popover-end")}
    >
      {children}
    </Popover>
  );
}

/** A deed in a menu; put it in a `<form action>`. */
export function MenuButton({ children }: { children: ReactNode }) {
  return (
    <button type="submit" className={menuItem}>
      <span className="w-3" />
      {children}
    </button>
  );
}

/** A small heading between groups. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return <p className="px-3 pt-2 pb-1 text-muted text-xs">{children}</p>;
}
