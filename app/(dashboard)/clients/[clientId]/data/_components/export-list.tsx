import { DownloadLink } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";
import { JobProgress } from "@/app/_ui/job-progress";
import { sizeText } from "@/app/_ui/size-text";
import type { ExportView } from "@/lib/services/export/view-exports";

/** Exports that were asked for, the newest first: one being made shows how far it is, one that is there can be fetched. */
export function ExportList({
  clientId,
  exports,
  mayFetch,
}: {
  clientId: string;
  exports: readonly ExportView[];
  mayFetch: boolean;
}) {
  return exports.length === 0 ? null : (
    <ol className="mt-6 border-ink border-t">
      {exports.map((one) => (
        <li key={one.id} className="border-line border-b py-4">
          {one.made === null ? (
            <Making clientId={clientId} run={one.run} />
          ) : (
            <Made clientId={clientId} id={one.id} at={one.at} made={one.made} mayFetch={mayFetch} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Making({ clientId, run }: { clientId: string; run: ExportView["run"] }) {
  return run === null ? (
    <p className="text-muted">This one was not made.</p>
  ) : (
    <JobProgress
      url={`/api/clients/${clientId}/jobs/${run.id}`}
      label="Packing everything"
      unit="rows"
      initial={run}
    />
  );
}

function Made({
  clientId,
  id,
  at,
  made,
  mayFetch,
}: {
  clientId: string;
  id: string;
  at: string;
  made: NonNullable<ExportView["made"]>;
  mayFetch: boolean;
}) {
  return (
    <div className="grid items-start gap-x-6 gap-y-2 sm:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <p className="font-medium">As of {at}</p>
        <p className="mt-0.5 text-muted text-sm tabular-nums">
          {made.rows.toLocaleString("en-US")} rows in {made.files.toLocaleString("en-US")} files,{" "}
          {sizeText(made.size)}.{" "}
          {made.isThere ? `Kept until ${made.until}.` : "No longer kept; ask for a new one."}
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-muted text-xs">
          <span>SHA-256</span>
          <code className="min-w-0 break-all font-mono">{made.sha256}</code>
          <CopyButton text={made.sha256} />
        </p>
      </div>
      {made.isThere && mayFetch && (
        <DownloadLink href={`/api/clients/${clientId}/exports/${id}`} variant="primary">
          Download
        </DownloadLink>
      )}
    </div>
  );
}
