import { MoneyField, PercentField } from "@/app/_ui/field";

interface FeeFieldsProps {
  fee: string;
  feeFixed: string;
  errors: Readonly<Record<string, string>>;
  label?: string;
  fixedLabel?: string;
  /** Where the form follows what is typed; else the fields keep it themselves. */
  change?: (part: { fee?: string; feeFixed?: string }) => void;
}

/** What selling costs: a share of the gross, and an amount for each sale. */
export function FeeFields({
  fee,
  feeFixed,
  errors,
  label = "Fee",
  fixedLabel = "and a sale",
  change,
}: FeeFieldsProps) {
  const bound = (name: "fee" | "feeFixed", text: string) =>
    change === undefined
      ? { defaultValue: text }
      : {
          value: text,
          onChange: ({ target }: { target: { value: string } }) => change({ [name]: target.value }),
        };
  // A sentence below one of them moves neither; else the fields stand in one line, however long their labels are.
  const isRefused = errors["fee"] !== undefined || errors["feeFixed"] !== undefined;
  return (
    <div className={`grid grid-cols-2 gap-3 ${isRefused ? "items-start" : "items-end"}`}>
      <PercentField
        name="fee"
        label={label}
        placeholder="0"
        error={errors["fee"]}
        {...bound("fee", fee)}
      />
      <MoneyField
        name="feeFixed"
        label={fixedLabel}
        placeholder="0"
        error={errors["feeFixed"]}
        {...bound("feeFixed", feeFixed)}
      />
    </div>
  );
}
