import { DownloadLink } from "@/app/_ui/button";
import { CopyButton } from "@/app/_ui/copy-button";
import { sizeText } from "@/app/_ui/size-text";
import type { ReportFileKind } from "@/lib/services/reports/kinds";
import type { ReportFileView, ReportView } from "@/lib/services/view-reports";
import { FILE_WORDS } from "./file-words";
import { StampIdentity } from "./stamp-identity";

/** PDFs with lines for name and number. */
const STAMPED: readonly ReportFileKind[] = ["form-8949", "schedule-d", "pdf", "form-1040x"];

/** The files of a version: the papers, then those for other programs, each with what it is for, its size and SHA-256. */
export function ReportFiles({ report, clientId }: { report: ReportView; clientId: string }) {
  const papers = report.files.filter(({ kind }) => FILE_WORDS[kind].isForPrograms === undefined);
  const programs = report.files.filter(({ kind }) => FILE_WORDS[kind].isForPrograms === true);
  const href = (kind: ReportFileKind) =>
    `/api/clients/${clientId}/reports/${report.id}?file=${kind}`;
  const stamped = STAMPED.filter((kind) => report.files.some((file) => file.kind === kind)).map(
    (kind) => ({
      href: href(kind),
      name: FILE_WORDS[kind].name,
      fileName: `${FILE_WORDS[kind].name} ${report.year}.pdf`,
    }),
  );
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Files files={papers} report={report} href={href} />
      {stamped.length > 0 && (
        <div>
          <StampIdentity
            files={stamped}
            about={`the papers of ${report.year}, version ${report.version}`}
          />
        </div>
      )}
      {programs.length > 0 && (
        <details open>
          <summary className="cursor-pointer py-1 font-medium text-sm">
            For other programs<span className="sr-only"> of {report.year}</span>
          </summary>
          <div className="mt-2">
            <Files files={programs} report={report} href={href} />
          </div>
        </details>
      )}
    </div>
  );
}

function Files({
  files,
  report,
  href,
}: {
  files: readonly ReportFileView[];
  report: ReportView;
  href: (kind: ReportFileKind) => string;
}) {
  return (
    <ul className="flex flex-col gap-3">
      {files.map(({ kind, size, sha256 }, index) => (
        <li
          key={kind}
          className="grid gap-x-4 gap-y-1 sm:grid-cols-[12.5rem_minmax(0,1fr)] sm:items-start"
        >
          <DownloadLink
            size="small"
            variant={
              index === 0 && FILE_WORDS[kind].isForPrograms === undefined ? "primary" : "secondary"
            }
            href={href(kind)}
            className="justify-self-start"
          >
            {FILE_WORDS[kind].name}
            <span className="sr-only">
              {" "}
              of {report.year}, version {report.version}, download
            </span>
          </DownloadLink>
          <div className="min-w-0">
            <p className="text-sm">{FILE_WORDS[kind].purpose}</p>
            <p className="flex flex-wrap items-center gap-x-3 text-muted text-xs">
              <span>{sizeText(size)}</span>
              <span className="flex min-w-0 items-center gap-2">
                SHA-256
                <code title={sha256} className="truncate font-mono">
                  {sha256.slice(0, 16)}…
                </code>
                <CopyButton text={sha256} label="Copy" />
              </span>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
