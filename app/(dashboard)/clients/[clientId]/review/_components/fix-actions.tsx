import { ButtonLink } from "@/app/_ui/button";
import type { Fix } from "@/lib/services/review/fixes";
import type { ReviewItemView } from "@/lib/services/review/item-view";
import { ChangeItemForm, LinkItemForm } from "./item-forms";

interface FixProps {
  item: ReviewItemView;
  clientId: string;
  back: string;
}

/** The likeliest fix stands beside the item. */
export function FirstFix(props: FixProps) {
  const [first] = props.item.fixes;
  return first === undefined ? null : <FixAction fix={first} isFirst {...props} />;
}

/** The other ways to settle it. */
export function OtherFixes(props: FixProps) {
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {props.item.fixes.slice(1).map((fix) => (
        <FixAction key={keyOf(fix)} fix={fix} {...props} />
      ))}
    </div>
  );
}

function keyOf(fix: Fix): string {
  return "label" in fix ? fix.label : fix.is;
}

function FixAction({
  fix,
  item,
  clientId,
  back,
  isFirst = false,
}: FixProps & { fix: Fix; isFirst?: boolean }) {
  if (fix.is === "link") {
    return (
      <LinkItemForm
        clientId={clientId}
        back={back}
        sent={fix.sent}
        received={fix.received}
        about={aboutOf(item)}
      />
    );
  }
  if (fix.is === "change") {
    return (
      <ChangeItemForm
        clientId={clientId}
        back={back}
        migration={fix.migration}
        isAsked={fix.isAsked}
        about={aboutOf(item)}
      />
    );
  }
  return (
    <ButtonLink
      size="small"
      href={hrefOf(fix, `/clients/${clientId}`)}
      {...(isFirst ? { "data-fix": "" } : {})}
    >
      {fix.label}
      <span className="sr-only">: {aboutOf(item)}</span>
    </ButtonLink>
  );
}

function aboutOf({ title, date, account }: ReviewItemView): string {
  return [title, date, account].filter((part) => part !== null).join(", ");
}

function hrefOf(fix: Exclude<Fix, { is: "link" | "change" }>, root: string): string {
  switch (fix.is) {
    case "correct":
      return `${root}/ledger?${new URLSearchParams({ tx: fix.transaction, correct: fix.as })}`;
    case "other-side":
      return `${root}/ledger/link?${new URLSearchParams({ row: fix.transaction })}`;
    case "open":
      return `${root}/ledger?${new URLSearchParams({ tx: fix.transaction })}`;
    case "add": {
      const search = new URLSearchParams({ add: fix.as, account: fix.account, date: fix.date });
      for (const [name, value] of [
        ["asset", fix.asset],
        ["quantity", fix.quantity],
        ["time", fix.time],
      ] as const) {
        if (value !== null && value !== "") {
          search.set(name, value);
        }
      }
      return `${root}/ledger?${search}`;
    }
    case "prices":
      return `${root}/settings?part=prices`;
    case "choices":
      return `${root}/settings?part=rules`;
    default:
      return fix.place === null
        ? `${root}/review/quarantine`
        : `${root}/review/quarantine?${new URLSearchParams(fix.place)}`;
  }
}
