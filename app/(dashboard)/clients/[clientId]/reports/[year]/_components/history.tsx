import { dayText } from "@/app/_ui/day";
import type { FilingVersion } from "@/lib/services/filing/filing-history";

/** Every word ever said about the year's filing, the latest first. */
export function History({ versions }: { versions: readonly FilingVersion[] }) {
  return (
    <ol className="border-line border-t text-sm">
      {versions.map((version) => (
        <li
          key={version.key}
          className="grid gap-x-6 border-line border-b py-2 sm:grid-cols-[15rem_minmax(0,1fr)]"
        >
          <span className="text-muted">
            <time dateTime={version.at}>
              {dayText(version.at)}, {version.at.slice(11, 16)} UTC
            </time>
            , by {version.isByYou ? "you" : "somebody with access"}
          </span>
          <span className="wrap-anywhere">
            {version.what}
            {version.reason !== "" && <span className="text-muted">: {version.reason}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
