import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { controlClass, describedBy, Field, FieldError, type FieldTexts, useFieldId } from "./field";

/** One thing that can be chosen. */
export interface Option {
  value: string;
  label: string;
  /** A sentence under the label (radio and checkbox groups only). */
  hint?: ReactNode;
  disabled?: boolean;
}

export type SelectFieldProps = FieldTexts &
  Omit<ComponentProps<"select">, "id" | "children"> & {
    name: string;
    id?: string;
    options: readonly Option[];
    /** A first, empty choice such as "Choose a year". */
    placeholder?: string;
  };

/** A native select. */
export function SelectField(props: SelectFieldProps) {
  const {
    label,
    hint,
    error,
    required,
    id: ownId,
    options,
    placeholder,
    className,
    ...rest
  } = props;
  const id = useFieldId(rest.name, ownId);
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={error}
      required={required}
      className={className}
    >
      <select
        id={id}
        required={required === true}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
        className={cx(controlClass, "pr-8")}
        {...rest}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export interface RadioGroupProps extends FieldTexts {
  name: string;
  options: readonly Option[];
  defaultValue?: string | undefined;
  /** "cards" draws each option as a card side by side; "list" under one another. */
  look?: "list" | "cards";
}

/** One of a few, all visible. */
export function RadioGroup(props: RadioGroupProps) {
  const { name, options, label, hint, error, required, defaultValue, look = "list" } = props;
  const id = useFieldId(name);
  return (
    <fieldset aria-describedby={describedBy(id, { hint, error })} className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      {hint && (
        <div id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </div>
      )}
      <div className={look === "cards" ? "grid gap-3 sm:grid-cols-2" : "flex flex-col gap-2"}>
        {options.map((option) => (
          <Choice
            key={option.value}
            type="radio"
            name={name}
            option={option}
            card={look === "cards"}
            required={required}
            defaultChecked={option.value === defaultValue}
          />
        ))}
      </div>
      <FieldError id={id} error={error} />
    </fieldset>
  );
}

export interface CheckboxFieldProps extends Omit<ComponentProps<"input">, "type" | "id"> {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null | undefined;
}

/** One yes or no. */
export function CheckboxField({ label, hint, error, value = "on", ...rest }: CheckboxFieldProps) {
  const id = useFieldId(rest.name);
  return (
    <div>
      <label className="flex items-start gap-2.5">
        <input
          id={id}
          type="checkbox"
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error })}
          className={tick}
          {...rest}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <div id={`${id}-hint`} className="pl-8 text-muted text-sm">
          {hint}
        </div>
      )}
      <FieldError id={id} error={error} />
    </div>
  );
}

/** Classes of a bare checkbox or radio in a table row (24 px target is the label's or cell's job). */
export const tick = "mt-0.5 size-5 shrink-0 accent-accent";

function Choice(props: {
  type: "radio";
  name: string;
  option: Option;
  card: boolean;
  required: boolean | undefined;
  defaultChecked: boolean;
}) {
  const { option, card, name, type } = props;
  const hintId = useFieldId(name);
  return (
    <label
      className={cx(
        "flex items-start gap-2.5",
        card &&
          "rounded-ui border border-line-strong bg-raised p-4 hover:border-ink has-checked:border-accent has-checked:bg-accent-soft",
      )}
    >
      <input
        type={type}
        name={name}
        value={option.value}
        disabled={option.disabled}
        required={props.required === true}
        defaultChecked={props.defaultChecked}
        aria-describedby={option.hint ? hintId : undefined}
        className={tick}
      />
      <span>
        <span className="block font-medium">{option.label}</span>
        {option.hint && (
          <span id={hintId} className="block text-muted text-sm">
            {option.hint}
          </span>
        )}
      </span>
    </label>
  );
}
