import type { ReportView } from "@/lib/services/view-reports";
import { FILE_WORDS } from "./file-words";

/** The first pages of each paper as they are on paper; each opens larger. */
export function Previews({ report, root }: { report: ReportView; root: string }) {
  const papers = [...new Set(report.previews.map(({ file }) => file))];
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-4 empty:hidden">
      {papers.map((file) => {
        const name = nameOf(file, report);
        const pages = report.previews.filter((one) => one.file === file).map(({ page }) => page);
        return (
          <figure key={file ?? "own"} className="min-w-0 max-w-full">
            <ul
              className="flex gap-3 overflow-x-auto pb-1"
              aria-label={`First pages of ${name} ${report.year}, version ${report.version}`}
            >
              {pages.map((page) => (
                <li key={page} className="shrink-0">
                  <Picture
                    source={`${root}/${file === null ? "" : `${file}-`}${page}`}
                    about={`Page ${page} of ${name} ${report.year}, version ${report.version}`}
                  />
                </li>
              ))}
            </ul>
            <figcaption className="mt-1 text-muted text-xs">{name}</figcaption>
          </figure>
        );
      })}
    </div>
  );
}

/** Which file is a report's own paper; the books are data and have no pictures. */
const OWN = {
  "year-end": "pdf",
  "audit-pack": "audit-pack",
  books: "books",
  "filed-year": "changes",
} as const;

/** What a paper is called beside others: an official form by its own name. */
function nameOf(file: ReportView["previews"][number]["file"], { kind }: ReportView): string {
  return FILE_WORDS[file ?? OWN[kind]].name;
}

function Picture({ source, about }: { source: string; about: string }) {
  return (
    <a href={source} className="block border border-line hover:border-ink">
      {/* biome-ignore lint/performance/noImgElement: a private picture of known size; an optimiser would keep copies of it. */}
      <img
        src={source}
        alt={about}
        width={153}
        height={198}
        loading="lazy"
        className="h-auto w-[9.5rem] max-w-[40vw] bg-white"
      />
    </a>
  );
}
