import Link from "next/link";
import { ButtonLink } from "@/app/_ui/button";
import { counted } from "@/app/_ui/counted";
import { Day, dayText } from "@/app/_ui/day";
import { Money } from "@/app/_ui/money";
import type { OverviewView } from "@/lib/services/view-overview";

/** What can I still save, and until when? */
export function Save({ view, root }: { view: OverviewView; root: string }) {
  const { save } = view;
  return (
    <section aria-labelledby="save" className="border-ink border-t pt-4">
      <h2 id="save" className="mb-2 font-semibold text-lg">
        What can I still save, and until when?
      </h2>
      <p className="mb-2 text-sm">
        <strong className="font-semibold">{counted(save.daysLeft, "day")}</strong>{" "}
        <span className="text-muted">
          to <Day date={save.deadline} />
        </span>
      </p>
      <Best view={view} root={root} />
      {save.nextStep !== null && (
        <p className="mt-3 text-sm">
          <span className="text-muted">
            {save.nextStep.state === "missed" ? "Was due" : "Next step, by"}{" "}
            {dayText(save.nextStep.due)}:
          </span>{" "}
          <Link href={`${root}/harvest#steps`} prefetch={false} className="text-accent underline">
            {save.nextStep.title}
          </Link>{" "}
          <span className="text-muted">
            ({save.doneSteps} of {save.stepCount} done)
          </span>
        </p>
      )}
    </section>
  );
}

function Best({ view, root }: { view: OverviewView; root: string }) {
  const { save } = view;
  if (save.state === "no-profile") {
    return (
      <p>
        Filing status and income come first.{" "}
        <Link href={`${root}/settings`} prefetch={false} className="text-accent underline">
          Tell us
        </Link>
      </p>
    );
  }
  if (save.best === null) {
    return (
      <p className="text-muted">
        {save.state === "nothing-held"
          ? "Nothing is held that could be sold at a loss."
          : "The amounts of this tax year are not in the product yet."}
      </p>
    );
  }
  return (
    <div>
      <p className="font-medium text-xl tracking-tight">
        <Money amount={save.best} cents="small" />
      </p>
      <p className="text-muted text-sm">
        {save.sales === 0
          ? "No sale would lower this year's tax."
          : `Estimate: by ${counted(save.sales, "sale")} at prices ${pricesOf(save.oldestPriceAt)}.`}
      </p>
      <p className="mt-3">
        <ButtonLink variant={save.sales > 0 ? "primary" : "secondary"} href={`${root}/harvest`}>
          {save.sales > 0 ? "See which sales" : "See what to leave alone"}
        </ButtonLink>
      </p>
    </div>
  );
}

const pricesOf = (at: string | null): string => (at === null ? "as told" : `of ${dayText(at)}`);
