import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx";

/** What every field tells beside its control. */
export interface FieldTexts {
  /** The question, above the control. Always visible. */
  label: ReactNode;
  /** One or two sentences under the label; may hold an AuthorityChip. */
  hint?: ReactNode;
  /** Why the last attempt was refused, by this field. */
  error?: string | null | undefined;
  /** Optional fields say so; required ones carry the attribute. */
  required?: boolean | undefined;
}

export interface FieldProps extends FieldTexts {
  /** Id of the control inside; hint is `${id}-hint`, error `${id}-error`. */
  id: string;
  children: ReactNode;
  className?: string | undefined;
}

/**
 * The id of a control: its own where it has one, else one no other control of the page has, so that two forms may share names. The name is
 * part of it because the server counts ids anew for each part of a page it sends.
 */
export function useFieldId(name: string, own?: string): string {
  const made = useId();
  return own ?? `${name.replace(/\W/g, "-")}${made}`;
}

/** Ids for aria-describedby, or undefined when there is nothing to describe. */
export function describedBy(
  id: string,
  texts: Pick<FieldTexts, "hint" | "error">,
): string | undefined {
  const hint = texts.hint === undefined || texts.hint === null ? "" : `${id}-hint`;
  const error = texts.error ? `${id}-error` : "";
  return `${hint} ${error}`.trim() || undefined;
}

/** Label, hint, control, error: the frame around one control of your own. */
export function Field({ id, label, hint, error, required, children, className }: FieldProps) {
  return (
    <div className={cx("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="font-medium text-sm">
        {label}
        {required === false && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {hint && (
        <div id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </div>
      )}
      {children}
      <FieldError id={id} error={error} />
    </div>
  );
}

/** The refusal under a control. */
export function FieldError({ id, error }: { id: string; error?: string | null | undefined }) {
  if (!error) {
    return null;
  }
  return (
    <p id={`${id}-error`} className="flex gap-1.5 text-loss text-sm">
      <span aria-hidden="true">▲</span>
      {error}
    </p>
  );
}

/** Classes shared by text inputs and selects. */
export const controlClass =
  "min-h-10 w-full rounded-ui border border-line-strong bg-raised px-3 text-base text-ink hover:border-ink aria-invalid:border-loss aria-invalid:bg-loss-soft disabled:bg-sunken disabled:text-muted";

export type TextFieldProps = FieldTexts &
  Omit<ComponentProps<"input">, "id" | "children"> & {
    name: string;
    /** Made by `useFieldId` when left out. */
    id?: string;
    /** Shown inside the control at its start, e.g. "$". */
    prefix?: string;
    /** Shown inside the control at its end, e.g. "BTC". */
    suffix?: string;
  };

/** One line of text: any input type. Paste and password managers are never hindered. */
export function TextField(props: TextFieldProps) {
  const { label, hint, error, required, id: ownId, prefix, suffix, className, ...input } = props;
  const id = useFieldId(input.name, ownId);
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={error}
      required={required}
      className={className}
    >
      <span className="relative block">
        {prefix && <Affix side="left-3">{prefix}</Affix>}
        <input
          id={id}
          required={required === true}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error })}
          className={cx(controlClass, prefix && "pl-7", suffix && "pr-14")}
          {...input}
        />
        {suffix && <Affix side="right-3">{suffix}</Affix>}
      </span>
    </Field>
  );
}

function Affix({ side, children }: { side: "left-3" | "right-3"; children: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx("pointer-events-none absolute inset-y-0 flex items-center text-muted", side)}
    >
      {children}
    </span>
  );
}

/** Dollars as text: keeps what was typed, numeric keyboard on phones, right-aligned. The server parses it exactly. */
export function MoneyField(props: Omit<TextFieldProps, "prefix" | "type" | "inputMode">) {
  return <TextField {...props} prefix="$" type="text" inputMode="decimal" autoComplete="off" />;
}

/** A percentage as text, such as 0.6: numeric keyboard on phones. The server parses it exactly. */
export function PercentField(props: Omit<TextFieldProps, "suffix" | "type" | "inputMode">) {
  return <TextField {...props} suffix="%" type="text" inputMode="decimal" autoComplete="off" />;
}

export type TextAreaFieldProps = FieldTexts &
  Omit<ComponentProps<"textarea">, "id" | "children"> & { name: string; id?: string };

/** Several lines of text. */
export function TextAreaField(props: TextAreaFieldProps) {
  const { label, hint, error, required, id: ownId, className, ...input } = props;
  const id = useFieldId(input.name, ownId);
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={error}
      required={required}
      className={className}
    >
      <textarea
        id={id}
        rows={4}
        required={required === true}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
        className={cx(controlClass, "py-2")}
        {...input}
      />
    </Field>
  );
}
