import { Badge } from "@/app/_ui/badge";
import { Day } from "@/app/_ui/day";
import { FileDrop } from "@/app/_ui/file-drop";
import { sizeText } from "@/app/_ui/size-text";
import type { DocumentRequestView, DocumentsView } from "@/lib/services/talk/view-documents";
import { ImportGiven, StepForm } from "./request-forms";

const LARGEST = 256 * 1024 * 1024;

/** What was asked for, with what was given. */
export function RequestList({ clientId, view }: { clientId: string; view: DocumentsView }) {
  return (
    <ol className="border-ink border-t">
      {view.requests.map((request) => (
        <li
          key={request.id}
          className="grid gap-x-8 gap-y-4 border-line border-b py-6 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
        >
          <Asked clientId={clientId} request={request} mayAsk={view.mayAsk} />
          <Given clientId={clientId} request={request} view={view} />
        </li>
      ))}
    </ol>
  );
}

function Asked(props: { clientId: string; request: DocumentRequestView; mayAsk: boolean }) {
  const { clientId, request, mayAsk } = props;
  const { id, what, year, dueOn, isOverdue, askedBy, askedOn, state } = request;
  const step = { clientId, request: id, about: what.slice(0, 60) };
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap gap-1.5">
        <State request={request} />
      </p>
      <p className="whitespace-pre-line break-words font-medium">{what}</p>
      <p className="text-muted text-sm">
        {year !== null && <>Tax year {year}. </>}
        {dueOn !== null && (
          <>
            {isOverdue ? "Was due " : "By "}
            <Day date={dueOn} />.{" "}
          </>
        )}
        Asked by {askedBy}, <Day date={askedOn} />.
      </p>
      {mayAsk && (
        <div className="mt-1 flex flex-wrap gap-2">
          {state === "received" && <StepForm {...step} step="accepted" />}
          {(state === "received" || state === "accepted") && <StepForm {...step} step="reopened" />}
          {(state === "asked" || state === "received") && <StepForm {...step} step="withdrawn" />}
        </div>
      )}
    </div>
  );
}

function State({ request: { state, isOverdue } }: { request: DocumentRequestView }) {
  switch (state) {
    case "asked":
      return isOverdue ? (
        <Badge tone="loss">▲ Overdue</Badge>
      ) : (
        <Badge tone="caution">Asked for</Badge>
      );
    case "received":
      return <Badge tone="accent">Received, to be looked at</Badge>;
    case "accepted":
      return <Badge tone="gain">✓ Done</Badge>;
    case "withdrawn":
      return <Badge>Withdrawn</Badge>;
    default:
      return state satisfies never;
  }
}

function Given(props: { clientId: string; request: DocumentRequestView; view: DocumentsView }) {
  const { clientId, request, view } = props;
  const base = `/api/clients/${clientId}/documents/${request.id}/files`;
  const isOpen = request.state === "asked" || request.state === "received";
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {request.files.length > 0 && (
        <ul className="flex flex-col gap-3" aria-label="Given">
          {request.files.map((file) => (
            <li
              key={file.id}
              className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2"
            >
              <div className="min-w-0">
                <a
                  href={`${base}/${file.id}`}
                  className="break-all text-accent underline underline-offset-4"
                  download
                >
                  {file.name}
                </a>
                <p className="text-muted text-sm">
                  {sizeText(file.size)}, from {file.by}, <Day date={file.on} />
                </p>
                <code className="block truncate font-mono text-muted text-xs" title={file.sha256}>
                  SHA-256 {file.sha256.slice(0, 16)}…
                </code>
              </div>
              {view.mayImport && /\.(csv|txt|tsv|xlsx)$/i.test(file.name) && (
                <ImportGiven
                  clientId={clientId}
                  request={request.id}
                  file={file.id}
                  name={file.name}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {isOpen && view.mayGive && (
        <FileDrop
          url={base}
          label={dropLabel(request.files.length > 0, view.mayAsk)}
          hint="Any kind of file up to 256 MB, kept as it is."
          accept=""
          maxBytes={LARGEST}
          isSmall
        />
      )}
    </div>
  );
}

/** Who asks may have got the file some other way. */
function dropLabel(isFurther: boolean, isAsker: boolean): string {
  if (isAsker) {
    return "Add a file that reached you otherwise";
  }
  return isFurther ? "Give another file" : "Give it here";
}
