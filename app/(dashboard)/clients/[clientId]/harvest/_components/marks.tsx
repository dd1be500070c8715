import { AssetName } from "@/app/_ui/asset-name";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Fold } from "@/app/_ui/fold";
import type { HarvestView } from "@/lib/services/view-harvest";
import type { OpenParts } from "../../_gains/open-parts";
import { MarkForm, UnmarkForm } from "./mark-form";
import { MARK_WORDS } from "./mark-words";

/** What a person says cannot be sold, or not to somebody whose purchase would count: advice leaves it alone. */
export function Marks({
  view,
  clientId,
  parts,
}: {
  view: Pick<HarvestView, "marks" | "mayWrite">;
  clientId: string;
  parts: OpenParts;
}) {
  const marked = view.marks.flatMap(({ reason, ...rest }) =>
    reason === null ? [] : [{ ...rest, reason }],
  );
  if (view.marks.length === 0 || (marked.length === 0 && !view.mayWrite)) {
    return null;
  }
  return (
    <div className="mt-4">
      {marked.length > 0 && (
        <ul className="border-line border-t">
          {marked.map(({ key, account, asset, reason }) => (
            <li
              key={key}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-2"
            >
              <span>
                <AssetName id={asset} /> <span className="text-muted">in {account}:</span>{" "}
                {MARK_WORDS[reason]}
              </span>
              {view.mayWrite && (
                <UnmarkForm clientId={clientId} position={key} what={`${asset} in ${account}`} />
              )}
            </li>
          ))}
        </ul>
      )}
      {view.mayWrite && (
        <Fold
          label="Something cannot be sold?"
          href={parts.href("marks")}
          isOpen={parts.isOpen("marks")}
          className="mt-2"
        >
          <p className="mb-3 max-w-2xl text-muted text-sm">
            Say so, and it is left out of every list, goal and plan. No figure of the year changes.{" "}
            <AuthorityChip id="irc-1001" /> <AuthorityChip id="irc-267" />
          </p>
          <MarkForm clientId={clientId} positions={view.marks} />
        </Fold>
      )}
    </div>
  );
}
