export interface ProgressProps {
  /** What is being done: "Reading coinbase-2025.csv". */
  label: string;
  done: number;
  /** null while the whole is not known. */
  total: number | null;
  /** What is counted: "rows". */
  unit: string;
}

/** A bar with numbers. */
export function Progress({ label, done, total, unit }: ProgressProps) {
  const share =
    total === null || total === 0 ? null : Math.min(100, Math.floor((done / total) * 100));
  const count = new Intl.NumberFormat("en-US");
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap justify-between gap-x-4 text-sm">
        <span>{label}</span>
        <span className="text-muted tabular-nums">
          {count.format(done)}
          {total !== null && ` of ${count.format(total)}`} {unit}
          {share !== null && ` · ${share} %`}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total ?? undefined}
        aria-valuenow={total === null ? undefined : done}
        className="h-2 overflow-hidden rounded-full bg-line"
      >
        <div
          className="bar h-full rounded-full bg-accent transition-[width] duration-200"
          style={{ width: share === null ? "35%" : `${share}%` }}
        />
      </div>
    </div>
  );
}
