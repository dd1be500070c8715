import type { Metadata } from "next";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { HoldingPeriods } from "./_components/holding-periods";
import { chapters } from "./_components/statements";

export const metadata: Metadata = {
  title: "How we compute",
  description: "The rules behind every figure, each with its authority.",
};

export default function MethodPage() {
  return (
    <div className="mx-auto max-w-3xl px-4 py-12 sm:px-8">
      <PageHeader
        title="How we compute"
        lead="The rules behind every figure. Each statement carries its authority; where there is none, we say what we chose and you can often choose otherwise."
      />
      {chapters.map((chapter) => (
        <Section key={chapter.id} id={chapter.id} title={chapter.title}>
          <ul className="flex flex-col gap-4">
            {chapter.statements.map((statement) => (
              <li key={statement.text}>
                {statement.text}{" "}
                {statement.authorities.map((authority) => (
                  <span key={authority}>
                    <AuthorityChip id={authority} />{" "}
                  </span>
                ))}
                {statement.choice && (
                  <span className="text-muted text-sm">Our choice: no authority says it.</span>
                )}
              </li>
            ))}
          </ul>
          {chapter.id === "term" && <HoldingPeriods />}
        </Section>
      ))}
      <p className="mt-12 border-line border-t pt-4 text-muted text-sm">
        Not tax advice. The authorities were last read on November 21, 2026; check them before you
        rely on one.
      </p>
    </div>
  );
}
