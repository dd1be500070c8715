import { AssetName } from "@/app/_ui/asset-name";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { SelectField } from "@/app/_ui/choice";
import { Fold } from "@/app/_ui/fold";
import { assetText } from "@/lib/assets/label";
import type { MarkView } from "@/lib/services/gains/marks-view";
import type { HarvestView } from "@/lib/services/view-harvest";
import type { Query } from "../../_gains/address";
import { openParts } from "../../_gains/open-parts";
import { LotFinder } from "./lot-finder";
import { MarkForm, UnmarkForm } from "./mark-form";
import { MARK_WORDS } from "./mark-words";

/** What a person says cannot be sold, or not to somebody whose purchase would count: advice leaves it alone. */
export function Marks({
  view,
  clientId,
  path,
  query,
}: {
  view: Pick<HarvestView, "marks" | "toMark" | "mayWrite">;
  clientId: string;
  path: string;
  query: Query;
}) {
  const parts = openParts(path, query);
  const marked = view.marks.flatMap(markedOf);
  if (view.marks.length === 0 || (marked.length === 0 && !view.mayWrite)) {
    return null;
  }
  return (
    <div className="mt-4">
      {marked.length > 0 && (
        <ul className="border-line border-t">
          {marked.map(({ key, account, asset, lot, reason }) => (
            <li
              key={key}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-2"
            >
              <span>
                <AssetName id={asset} />{" "}
                <span className="text-muted">
                  in {account}
                  {lot !== null && `, only ${lot.name}`}:
                </span>{" "}
                {MARK_WORDS[reason]}
              </span>
              {view.mayWrite && (
                <UnmarkForm
                  clientId={clientId}
                  position={key}
                  what={`${lot === null ? asset : lot.name} in ${account}`}
                />
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
            Say so, and it is left out of every list, goal and plan. No figure of the year changes.
            Of a single lot: an account that sells its lots in order stops before it, and only lots
            you name are reached behind it. <AuthorityChip id="irc-1001" />{" "}
            <AuthorityChip id="irc-267" />
          </p>
          <ChoosePosition view={view} path={path} query={query} />
          {view.toMark !== null && (
            <div className="mt-4">
              <MarkForm
                key={`${view.toMark.position.key} ${view.toMark.typed}`}
                clientId={clientId}
                toMark={view.toMark}
              />
            </div>
          )}
        </Fold>
      )}
    </div>
  );
}

/** First the position; where it has many lots, which of them are shown. */
function ChoosePosition({
  view: { marks, toMark },
  path,
  query,
}: {
  view: Pick<HarvestView, "marks" | "toMark">;
  path: string;
  query: Query;
}) {
  const positions = marks.map(({ key, asset, account }) => ({
    value: key,
    label: `${assetText(asset)} in ${account}`,
  }));
  const position = (
    <SelectField
      name="mark"
      label="What"
      placeholder="Choose a position"
      options={positions}
      defaultValue={toMark?.position.key ?? ""}
      required
    />
  );
  return (
    <LotFinder
      path={path}
      query={query}
      name="lot"
      typed={toMark !== null && toMark.lotCount > 1 ? toMark.typed : null}
      own={["mark"]}
    >
      {position}
    </LotFinder>
  );
}

/** The position where it is marked, and each marked lot of it. */
function markedOf({ key, account, asset, reason, lots }: MarkView) {
  return [
    ...(reason === null ? [] : [{ key, account, asset, lot: null, reason }]),
    ...lots.map((lot) => ({ key: lot.key, account, asset, lot, reason: lot.reason })),
  ];
}
