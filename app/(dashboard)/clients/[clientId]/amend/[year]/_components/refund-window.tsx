import type { ReactNode } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Day } from "@/app/_ui/day";
import { DefinitionList } from "@/app/_ui/definition-list";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import type { AmendedYearView } from "@/lib/services/filing/view-amended-year";

/** Until when a refund can be claimed and how much, with the days it follows from. */
export function RefundWindow({ view }: { view: AmendedYearView }) {
  const { window } = view;
  return (
    <Section
      later
      title="Until when"
      lead={
        <>
          A refund can be claimed within three years of filing or two years of the last payment,
          whichever is later <AuthorityChip id="irc-6511" />. Days are plain calendar days: do not
          count on a weekend to move them.
        </>
      }
    >
      <DefinitionList
        items={[
          {
            key: "three",
            term: "Three years from filing",
            value: (
              <>
                <Day date={window.threeYear} />
                <Note>
                  Filed <Day date={window.filedOn} />
                  {window.deemedFiled !== window.filedOn && (
                    <>
                      , counts as filed <Day date={window.deemedFiled} />
                    </>
                  )}
                </Note>
              </>
            ),
          },
          {
            key: "two",
            term: "Two years from the last payment",
            value:
              window.twoYear === null ? (
                <span className="text-muted">no payment told</span>
              ) : (
                <Day date={window.twoYear} />
              ),
          },
          {
            key: "until",
            term: "Claim until",
            value: (
              <strong className="font-semibold">
                <Day date={window.deadline} />
              </strong>
            ),
          },
          {
            key: "cap",
            term: "At most, if claimed today",
            value: (
              <>
                <Money amount={window.cap} />
                <Note>
                  Tax paid on or after <Day date={window.paidFrom} />, by the{" "}
                  {window.basis === "three-year" ? "three-year" : "two-year"} rule
                </Note>
              </>
            ),
          },
          {
            key: "change",
            term: "The tax changes by",
            value: <Money amount={view.taxChange} />,
          },
          {
            key: "allowed",
            term: "Refund a claim can bring",
            value: <Money amount={window.allowed} />,
          },
        ]}
      />
    </Section>
  );
}

function Note({ children }: { children: ReactNode }) {
  return <span className="block text-muted text-sm">{children}</span>;
}
