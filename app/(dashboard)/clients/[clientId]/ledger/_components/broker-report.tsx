import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Callout } from "@/app/_ui/callout";
import { dayText } from "@/app/_ui/day";
import { Money, Quantity } from "@/app/_ui/money";
import type { SessionUser } from "@/lib/auth/session";
import {
  type BrokerLine,
  type BrokerReportsView,
  viewBrokerReports,
} from "@/lib/services/view-broker-reports";
import { AdjustmentForm } from "./adjustment-form";
import { BrokerLineForm } from "./broker-line-form";
import { WithdrawForm } from "./withdraw-form";

interface BrokerReportProps {
  user: SessionUser;
  clientId: string;
  tx: string;
  /** The line whose form is open, as the address has it; "" adds one. */
  line: string;
  back: string;
  hrefOf: (line: string) => string;
}

/** What a broker's form says about one disposal, and adjustments the books cannot know. */
export async function BrokerReport(props: BrokerReportProps) {
  const view = await viewBrokerReports(props.user, props.clientId, props.tx);
  if (!view.ok) {
    return <Callout tone="caution">No broker’s form speaks of this transaction.</Callout>;
  }
  const { lines, adjustments, codes } = view.value;
  const open = lines.find((one) => String(one.line) === props.line);
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="broker-lines" className="flex flex-col gap-4">
        <h3 id="broker-lines" className="font-semibold">
          The broker’s form
        </h3>
        {lines.length > 0 && <Lines {...props} lines={lines} />}
        <BrokerLineForm
          key={`${open?.line ?? ""} ${lines.length}`}
          clientId={props.clientId}
          tx={props.tx}
          line={open === undefined ? "" : String(open.line)}
          back={props.back}
          typed={open?.typed ?? {}}
        />
      </section>
      <section aria-labelledby="adjustments" className="flex flex-col gap-4">
        <h3 id="adjustments" className="font-semibold">
          Adjustments the books cannot know
        </h3>
        <p className="text-muted text-sm">
          Wash sales, wrong basis and missing costs follow from the books by themselves.{" "}
          <AuthorityChip id="form-8949" />
        </p>
        <Adjustments {...props} adjustments={adjustments} />
        <AdjustmentForm
          key={adjustments.length}
          clientId={props.clientId}
          tx={props.tx}
          back={props.back}
          codes={codes}
        />
      </section>
    </div>
  );
}

function Lines({ lines, ...props }: BrokerReportProps & { lines: readonly BrokerLine[] }) {
  return (
    <ul className="border-line border-t text-sm">
      {lines.map((one) => (
        <li
          key={one.line}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-2"
        >
          <span>
            {one.form}: proceeds <Money amount={one.proceeds} />,{" "}
            {one.basis === null ? (
              "no basis"
            ) : (
              <>
                basis <Money amount={one.basis} />
              </>
            )}
            <span className="block text-muted">
              {one.basisReported ? "basis reported" : "basis not reported"}
              {one.term !== null && `, ${one.term}`}
              {one.acquired !== null && `, acquired ${dayText(one.acquired)}`}
              {one.units !== null && (
                <>
                  , <Quantity amount={one.units} />
                </>
              )}
            </span>
          </span>
          <span className="flex items-center gap-2">
            <Link
              href={props.hrefOf(String(one.line))}
              scroll={false}
              prefetch={false}
              className="inline-flex min-h-6 items-center text-accent underline"
            >
              Correct<span className="sr-only"> line {one.line}</span>
            </Link>
            <WithdrawForm
              clientId={props.clientId}
              tx={props.tx}
              back={props.back}
              what="line"
              which={String(one.line)}
              about={`line ${one.line}`}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Adjustments({
  adjustments,
  clientId,
  tx,
  back,
}: BrokerReportProps & Pick<BrokerReportsView, "adjustments">) {
  return adjustments.length === 0 ? null : (
    <ul className="border-line border-t text-sm">
      {adjustments.map(({ code, when, amount }) => (
        <li
          key={code}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-2"
        >
          <span className="min-w-0 flex-1">
            {code}: <Money amount={amount} />
            <span className="block text-muted">{when}</span>
          </span>
          <WithdrawForm
            clientId={clientId}
            tx={tx}
            back={back}
            what="adjustment"
            which={code}
            about={`code ${code}`}
          />
        </li>
      ))}
    </ul>
  );
}
