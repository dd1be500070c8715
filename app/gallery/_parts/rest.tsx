import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { DefinitionList } from "@/app/_ui/definition-list";
import { EmptyState } from "@/app/_ui/empty-state";
import { FileDrop } from "@/app/_ui/file-drop";
import { Section } from "@/app/_ui/page-header";
import { Progress } from "@/app/_ui/progress";
import { StepList } from "@/app/_ui/step-list";
import { Tabs } from "@/app/_ui/tabs";

export function Rest() {
  return (
    <>
      <Section title="Remarks and lists">
        <Tabs
          label="Year"
          tabs={[
            { href: "/gallery", label: "Summary", current: true },
            { href: "/gallery?tab=2", label: "Form 8949", current: false },
            { href: "/gallery?tab=3", label: "Carryover", current: false },
          ]}
        />
        <div className="flex flex-col gap-3">
          <Callout title="Prices are 6 hours old">
            Harvest figures use them; nothing filed does.
          </Callout>
          <Callout tone="good">312 added, 4 already there.</Callout>
          <Callout
            tone="caution"
            title="Two sales have no basis"
            actions={<Button size="small">Look at them</Button>}
          >
            They count as not known, never as zero.
          </Callout>
          <Callout tone="bad">The file is larger than 256 MB. It was not read.</Callout>
          <Progress label="Reading coinbase-2025.csv" done={41200} total={100000} unit="rows" />
        </div>
        <div className="mt-6 grid gap-8 sm:grid-cols-2">
          <StepList
            label="Autumn plan"
            steps={[
              { key: "1", title: "Books complete", state: "done", when: "Oct 3" },
              {
                key: "2",
                title: "Write down which lots go",
                state: "next",
                when: "before you sell",
                children: (
                  <>
                    Without a record made in time, the earliest go first.{" "}
                    <AuthorityChip id="reg-1-1012-1-j" />
                  </>
                ),
                action: <Button size="small">Record it</Button>,
              },
              { key: "3", title: "Sell by December 31", state: "later" },
              { key: "4", title: "Estimated payment", state: "missed", when: "Sep 15" },
            ]}
          />
          <DefinitionList
            items={[
              { key: "zone", term: "Tax time zone", value: "America/New_York" },
              { key: "method", term: "Method", value: "FIFO, per account" },
            ]}
          />
        </div>
      </Section>
      <Section title="Blank and drop">
        <EmptyState
          title="No transactions yet"
          action={
            <ButtonLink href="/gallery" variant="primary">
              Import a file
            </ButtonLink>
          }
        >
          They come from your exchange's export, or you add them by hand.
        </EmptyState>
        <div className="mt-6">
          <FileDrop
            url="/api/none"
            label="Drop your exchange exports here"
            hint="CSV from Coinbase, Kraken or our own layout, up to 256 MB each."
            accept=".csv"
            maxBytes={268435456}
          />
        </div>
      </Section>
    </>
  );
}
