import { Badge } from "@/app/_ui/badge";
import { dayText } from "@/app/_ui/day";
import { JobProgress } from "@/app/_ui/job-progress";
import type { ReportView } from "@/lib/services/view-reports";
import { KIND_WORDS } from "./file-words";
import { Previews } from "./previews";
import { ReportFiles } from "./report-files";
import { SignOff } from "./sign-off";

/** Every version with its state, who asked for it, and its files. */
export function ReportList({
  reports,
  clientId,
}: {
  reports: readonly ReportView[];
  clientId: string;
}) {
  if (reports.length === 0) {
    return (
      <p className="border-line border-b py-8 text-center text-muted">
        Nothing has been made yet. Choose a year above.
      </p>
    );
  }
  return (
    <ol>
      {reports.map((report) => (
        <li
          key={report.id}
          className="grid gap-x-8 gap-y-3 border-line border-b py-5 md:grid-cols-[14rem_minmax(0,1fr)]"
        >
          <div>
            <h3 className="font-serif text-xl">
              {report.year} <span className="text-lg">{KIND_WORDS[report.kind].title}</span>
            </h3>
            <p className="text-muted text-sm">
              Version {report.version},{" "}
              <time dateTime={report.requestedAt}>
                {dayText(report.requestedAt)}, {report.requestedAt.slice(11, 16)} UTC
              </time>
              , asked for by {report.requestedBy ?? "someone whose account is gone"}
            </p>
            <p className="mt-2 flex flex-wrap gap-1.5">
              <State report={report} />
            </p>
            <MadeWith report={report} />
            <SignOff report={report} clientId={clientId} />
          </div>
          <Body report={report} clientId={clientId} />
        </li>
      ))}
    </ol>
  );
}

function State({ report }: { report: ReportView }) {
  return (
    <>
      {report.state === "failed" && <Badge tone="loss">▲ Not made</Badge>}
      {report.status === "draft" && <Badge tone="caution">Draft: open items</Badge>}
      {report.status === "final" && report.kind !== "books" && <Badge tone="gain">✓ Final</Badge>}
      {report.signOff?.state === "signed" && <Badge tone="gain">✓ Signed off</Badge>}
      {report.status === "superseded" && <Badge>Superseded</Badge>}
      {report.state === "ready" && report.isOutdated && (
        <Badge tone="caution">The books have changed since</Badge>
      )}
    </>
  );
}

/** The engine and the hash of facts and settings, so that two versions can be told to stand on the same. */
function MadeWith({ report }: { report: ReportView }) {
  if (report.inputHash === null) {
    return null;
  }
  return (
    <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-muted text-xs">
      <dt>Engine</dt>
      <dd>{report.engineVersion}</dd>
      <dt>Facts</dt>
      <dd>
        <code title={report.inputHash} className="block truncate font-mono">
          {report.inputHash.slice(0, 16)}…
        </code>
      </dd>
    </dl>
  );
}

function Body({ report, clientId }: { report: ReportView; clientId: string }) {
  if (report.state === "failed") {
    return (
      <div className="max-w-prose">
        <p>{report.failure ?? "It could not be finished."}</p>
        <p className="mt-1 text-muted text-sm">
          Ask for it again above; it is made from the books as they are then.
        </p>
      </div>
    );
  }
  if (report.state === "making") {
    return report.run === null ? (
      <p className="text-muted">Waiting for its turn.</p>
    ) : (
      <JobProgress
        url={`/api/clients/${clientId}/jobs/${report.run.id}`}
        label={`Making ${KIND_WORDS[report.kind].title.toLowerCase()}, ${report.year}`}
        unit={report.run.total === null || report.run.total < 4 ? "steps" : "pages"}
        initial={report.run}
      />
    );
  }
  const papers = (
    <div className="flex min-w-0 flex-col gap-4">
      <Previews report={report} root={`/api/clients/${clientId}/reports/${report.id}/preview`} />
      <ReportFiles report={report} clientId={clientId} />
    </div>
  );
  return report.status === "superseded" ? (
    <details className="min-w-0">
      <summary className="cursor-pointer py-1 font-medium text-sm">
        Its {report.files.length === 1 ? "file" : `${report.files.length} files`}
        <span className="sr-only">
          {" "}
          of {report.year}, version {report.version}
        </span>
      </summary>
      <div className="mt-4">{papers}</div>
    </details>
  ) : (
    papers
  );
}
