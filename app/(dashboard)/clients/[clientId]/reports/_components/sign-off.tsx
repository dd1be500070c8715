import Link from "next/link";
import { dayText } from "@/app/_ui/day";
import type { ReportView } from "@/lib/services/view-reports";
import { KIND_WORDS } from "./file-words";
import { SignForm, UnsignForm } from "./sign-forms";

/** What a second person said of a version, and the ways to say it. */
export function SignOff({ report, clientId }: { report: ReportView; clientId: string }) {
  const { signOff, maySign, mayUnsign } = report;
  const name = `${report.year} ${KIND_WORDS[report.kind].title}, version ${report.version}`;
  if (signOff === null && !maySign) {
    return null;
  }
  return (
    <div className="mt-4 border-line border-t pt-3 text-sm">
      {signOff !== null && <Word signOff={signOff} report={report} clientId={clientId} />}
      <div className="mt-2 flex flex-wrap gap-2">
        {maySign && <SignForm clientId={clientId} report={report.id} name={name} />}
        {mayUnsign && <UnsignForm clientId={clientId} report={report.id} name={name} />}
      </div>
    </div>
  );
}

function Word(props: {
  signOff: NonNullable<ReportView["signOff"]>;
  report: ReportView;
  clientId: string;
}) {
  const { signOff, report, clientId } = props;
  const isSigned = signOff.state === "signed";
  return (
    <>
      <p>
        {isSigned ? "Signed off by " : "Sign-off taken back by "}
        <span className="font-medium">{signOff.by}</span>,{" "}
        <time dateTime={signOff.at}>{dayText(signOff.at)}</time>
      </p>
      {signOff.note !== null && (
        <p className="mt-1 whitespace-pre-line break-words text-muted">{signOff.note}</p>
      )}
      {isSigned && (
        <p className="mt-1">
          <Link
            href={`/clients/${clientId}/reports/signed/${report.id}`}
            prefetch={false}
            className="text-accent underline"
          >
            {signOff.hasMoved ? "What has moved since" : "Nothing has moved since"}
          </Link>
        </p>
      )}
    </>
  );
}
