import type { ReactNode } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Badge, CountBadge, IssueBadge, TermBadge } from "@/app/_ui/badge";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { BracketBar } from "@/app/_ui/charts/bracket-bar";
import { GainByMonth } from "@/app/_ui/charts/gain-by-month";
import { SavingCurve } from "@/app/_ui/charts/saving-curve";
import { UnrealisedByAsset } from "@/app/_ui/charts/unrealised-by-asset";
import { CheckboxField, RadioGroup, SelectField } from "@/app/_ui/choice";
import { CopyButton } from "@/app/_ui/copy-button";
import { Day } from "@/app/_ui/day";
import { DefinitionList, WrittenSum } from "@/app/_ui/definition-list";
import { DialogButton } from "@/app/_ui/dialog-button";
import { Drawer } from "@/app/_ui/drawer";
import { EmptyState } from "@/app/_ui/empty-state";
import { MoneyField, TextField } from "@/app/_ui/field";
import { FileDrop } from "@/app/_ui/file-drop";
import { Menu, MenuHeading } from "@/app/_ui/menu";
import { MenuLink } from "@/app/_ui/menu-link";
import { Money, Price, Quantity } from "@/app/_ui/money";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Progress } from "@/app/_ui/progress";
import { Stat, StatRow } from "@/app/_ui/stat";
import { StepList } from "@/app/_ui/step-list";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import { Tabs } from "@/app/_ui/tabs";
import { ThemeSwitch } from "@/app/_ui/theme-switch";
import { WhyLink } from "@/app/_ui/why-link";

/** Every primitive with invented figures, to look at. Development only: never part of a build. */
// biome-ignore lint/style/noDefaultExport: a page; the override names only page.tsx.
export default async function Gallery({
  searchParams,
}: {
  searchParams: Promise<{ why?: string }>;
}) {
  const { why } = await searchParams;
  return (
    <main id="main" className="mx-auto max-w-5xl px-4 py-10">
      <PageHeader
        over="Development only"
        title="Primitives"
        lead="Everything the pages are made of, with invented figures."
        actions={<ThemeSwitch />}
      />
      <Figures />
      <Charts />
      <Tables />
      <Forms />
      <Rest />
      {why && (
        <Drawer title="Line 16" over="Schedule D, 2026" closeHref="/gallery">
          <WrittenSum
            lines={[
              { key: "7", label: "Line 7, net short-term", amount: <Money amount="-1200.00" /> },
              { key: "15", label: "Line 15, net long-term", amount: <Money amount="8400.00" /> },
              { key: "16", label: "Line 16", amount: <Money amount="7200.00" />, role: "total" },
            ]}
          />
          <p className="mt-4">
            Combine lines 7 and 15. <AuthorityChip id="schedule-d" />
          </p>
        </Drawer>
      )}
    </main>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div className="mb-4 flex flex-wrap items-center gap-3">{children}</div>;
}

function Figures() {
  return (
    <Section title="Figures">
      <StatRow>
        <Stat
          size="headline"
          label="You owe on 2026 so far"
          value={
            <WhyLink href="/gallery?why=16" about="how the tax is made">
              <Money amount="18412.55" />
            </WhyLink>
          }
          note="Estimate as of Nov 21, 2026"
          action={
            <ButtonLink href="/gallery" size="small">
              See the year
            </ButtonLink>
          }
        />
        <Stat
          label="You can still save"
          value={<Money amount="3120.00" cents="small" />}
          note="41 days left"
        />
        <Stat label="Net this year" value={<Money amount="-1234.5" tone="signed" />} />
        <Stat size="small" label="Units" value={<Quantity amount="0.52341876" asset="BTC" />} />
      </StatRow>
      <Row>
        <TermBadge term="short" /> <TermBadge term="long" /> <IssueBadge severity="blocking" />
        <IssueBadge severity="check" /> <Badge tone="gain">Matched</Badge>{" "}
        <CountBadge count={3} label="to review" /> <Money amount={null} />{" "}
        <Price amount="0.00002315" />
        <Day date="2026-02-28" />
      </Row>
    </Section>
  );
}

function Charts() {
  return (
    <Section title="Charts">
      <div className="grid gap-10 lg:grid-cols-2">
        <GainByMonth
          question="When did this year's gains happen?"
          sentence="Short-term −$3,100 and long-term +$15,900 so far, most of it in March."
          months={[
            { month: 1, short: "1200", long: "0" },
            { month: 2, short: "-800", long: "2400" },
            { month: 3, short: "300", long: "9800" },
            { month: 6, short: "-4200", long: "1500" },
            { month: 9, short: "400", long: "2200" },
          ]}
          total={{ short: "-3100", long: "15900" }}
        />
        <UnrealisedByAsset
          question="What do you hold at a loss?"
          sentence="ETH and SOL stand below their basis by $10,060 together."
          assets={[
            { asset: "ETH", gain: "-8450.20" },
            { asset: "SOL", gain: "-1610.00" },
            { asset: "ADA", gain: null },
            { asset: "LINK", gain: "420.10" },
            { asset: "BTC", gain: "22904.00" },
          ]}
        />
        <SavingCurve
          question="How much does each further sale save?"
          sentence="The first $18,900 of losses save $3,380; what follows saves nothing this year."
          points={[
            { label: "ETH, Mar 2025", lossSoFar: "8450", saved: "1850" },
            { label: "SOL, Jun 2025", lossSoFar: "15900", saved: "3000" },
            { label: "ADA, Jan 2024", lossSoFar: "18900", saved: "3380" },
            { label: "DOT, Jan 2024", lossSoFar: "26000", saved: "3380" },
          ]}
          picked={2}
        />
        <BracketBar
          question="Which brackets does the plan empty?"
          sentence="The picked sales take $3,000 off the tax of $18,412."
          parts={[
            { label: "10 %", kind: "ordinary", without: "1240", with: "1240" },
            { label: "12 %", kind: "ordinary", without: "4560", with: "4560" },
            { label: "22 %", kind: "ordinary", without: "7412", with: "6752" },
            { label: "15 % long-term", kind: "gain", without: "4400", with: "2400" },
            { label: "3.8 % NIIT", kind: "niit", without: "800", with: "460" },
          ]}
          total={{ without: "18412", with: "15412", saved: "3000" }}
        />
      </div>
    </Section>
  );
}

function Tables() {
  return (
    <Section title="Tables">
      <Table caption="Closed lots">
        <thead>
          <tr>
            <Th sticky sort={{ href: "/gallery?sort=asset", direction: "ascending" }}>
              Asset
            </Th>
            <Th>Acquired</Th>
            <Th>Sold</Th>
            <Th numeric sort={{ href: "/gallery?sort=proceeds", direction: null }}>
              Proceeds
            </Th>
            <Th numeric>Basis</Th>
            <Th numeric>Gain</Th>
            <Th>Term</Th>
          </tr>
        </thead>
        <tbody>
          <Tr>
            <RowHead>0.52341876 BTC</RowHead>
            <Td>
              <Day date="2024-06-17" />
            </Td>
            <Td>
              <Day date="2026-03-04" />
            </Td>
            <Td numeric>
              <Money amount="34210.00" />
            </Td>
            <Td numeric>
              <Money amount="24410.00" />
            </Td>
            <Td numeric>
              <Money amount="9800.00" tone="signed" />
            </Td>
            <Td>
              <TermBadge term="long" />
            </Td>
          </Tr>
          <Tr current>
            <RowHead>2 ETH</RowHead>
            <Td>
              <Day date={null} />
            </Td>
            <Td>
              <Day date="2026-06-11" />
            </Td>
            <Td numeric>
              <Money amount="5210.00" />
            </Td>
            <Td numeric>
              <Money amount="9410.00" />
            </Td>
            <Td numeric>
              <Money amount="-4200.00" tone="signed" />
            </Td>
            <Td>
              <TermBadge term="short" />
            </Td>
          </Tr>
        </tbody>
        <tfoot>
          <TotalRow>
            <RowHead>Total</RowHead>
            <Td />
            <Td />
            <Td numeric>
              <Money amount="39420.00" />
            </Td>
            <Td numeric>
              <Money amount="33820.00" />
            </Td>
            <Td numeric>
              <Money amount="5600.00" tone="signed" />
            </Td>
            <Td />
          </TotalRow>
        </tfoot>
      </Table>
      <Pagination
        page={2}
        pages={9}
        summary="1,204 closed lots"
        hrefTemplate="/gallery?page={page}"
      />
    </Section>
  );
}

function Forms() {
  return (
    <Section title="Forms">
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="email" type="email" label="E-mail" required autoComplete="email" />
        <TextField
          name="bad"
          label="Name"
          error="Write a name of up to 80 letters."
          defaultValue="x"
        />
        <MoneyField
          name="income"
          label="Ordinary income"
          hint={
            <>
              Wages and the like, before deductions. <AuthorityChip id="irc-1h" />
            </>
          }
          required={false}
        />
        <SelectField
          name="status"
          label="Filing status"
          options={[
            { value: "single", label: "Single" },
            { value: "mfj", label: "Married filing jointly" },
          ]}
        />
      </div>
      <div className="mt-5">
        <RadioGroup
          name="role"
          label="Whose books?"
          look="cards"
          defaultValue="investor"
          options={[
            { value: "investor", label: "My own", hint: "One set of books." },
            { value: "professional", label: "My clients'", hint: "A firm with a client list." },
          ]}
        />
      </div>
      <div className="mt-5">
        <CheckboxField
          name="ok"
          label="Show closed accounts"
          hint="They stay in the totals either way."
        />
      </div>
      <div className="mt-5">
        <Row>
          <Button variant="primary">Save</Button>
          <Button>Cancel</Button>
          <Button variant="quiet">Later</Button>
          <Button variant="danger">Void</Button>
          <Button disabled>Not now</Button>
          <Menu label="2026">
            <MenuHeading>Tax year</MenuHeading>
            <MenuLink href="/gallery" current>
              2026
            </MenuLink>
            <MenuLink href="/gallery">2025</MenuLink>
          </Menu>
          <DialogButton label="Undo import" title="Take this import back?">
            <p>312 transactions leave the ledger. The file is kept.</p>
            <div className="flex gap-2">
              <Button variant="danger">Take it back</Button>
              <Button data-close="">Keep it</Button>
            </div>
          </DialogButton>
          <CopyButton text="0.5" />
        </Row>
      </div>
    </Section>
  );
}

function Rest() {
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
