import Link from "next/link";
import { Day } from "@/app/_ui/day";
import type { SafeDate } from "@/lib/services/season/view-season";

/** The last day we call safe for each account, and why the margin. */
export function SafeDates({
  dates,
  zone,
  accountsHref,
}: {
  dates: readonly SafeDate[];
  zone: string;
  /** Where it is said who holds an account; null for those who may not. */
  accountsHref: string | null;
}) {
  return (
    <section aria-labelledby="safe-dates">
      <h2 id="safe-dates" className="font-semibold">
        Sell no later than
      </h2>
      <p className="mt-0.5 text-muted text-sm">
        Our margin, no rule: the trade date decides, to the last moment in {zone}. Exchanges slow
        down, chains congest.
      </p>
      <ul className="mt-2 border-line border-t">
        {dates.map(({ accountName, custody, day, margin }) => (
          <li
            key={accountName}
            className="flex flex-wrap items-baseline justify-between gap-x-4 border-line border-b py-1.5"
          >
            <span className="min-w-0 break-words">{accountName}</span>
            <span className="text-right">
              <Day date={day} />
              <span className="block text-muted text-xs">
                {margin} days before, {custody === "own" ? "own wallet" : "held by others"}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {accountsHref !== null && dates.some(({ custody }) => custody === "broker") && (
        <p className="mt-2 text-muted text-sm">
          Held by others unless you say otherwise.{" "}
          <Link href={accountsHref} prefetch={false} className="text-accent underline">
            Is one a wallet of your own?
          </Link>
        </p>
      )}
    </section>
  );
}
