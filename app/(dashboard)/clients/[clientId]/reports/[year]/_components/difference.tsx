import type { ReactNode } from "react";
import { ButtonLink, DownloadLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Money } from "@/app/_ui/money";
import { Section } from "@/app/_ui/page-header";
import { Stat, StatRow } from "@/app/_ui/stat";
import { RowHead, Table, Td, Th, TotalRow, Tr } from "@/app/_ui/table";
import type { DifferenceView } from "@/lib/services/filing/difference-view";
import type { Query } from "../../../_gains/address";
import { ChangedRows } from "./changed-rows";

/** What a frozen year says of itself. */
const WORDS = {
  filed: {
    equal: "The books still give what was filed",
    title: "What has moved since it was filed",
    lead: "The books as they are now, less the return as filed. A gain that is left out of a return is owed; a loss left out can be claimed while the time for it runs.",
  },
  signed: {
    equal: "The books still give what was signed",
    title: "What has moved since it was signed off",
    lead: "The books as they are now, less the version that was signed. Make the papers again and have them signed, or undo what moved.",
  },
} as const;

/** What has moved since the year was filed or signed off: by cause, by term, line by line, row by row. */
export function Difference({
  difference,
  year,
  root,
  path,
  query,
  as = "filed",
}: {
  difference: DifferenceView;
  as?: keyof typeof WORDS;
  year: number;
  root: string;
  path: string;
  query: Query;
}) {
  if (difference.isEqual) {
    return (
      <Callout tone="good" title={WORDS[as].equal} className="mb-8">
        No row and no figure of {year} has moved since.
      </Callout>
    );
  }
  const id = root.split("/").at(-1) ?? "";
  return (
    <Section
      title={WORDS[as].title}
      lead={WORDS[as].lead}
      actions={
        as === "filed" && (
          <>
            <ButtonLink variant="primary" href={`${root}/amend/${year}`}>
              Amended return
            </ButtonLink>
            <DownloadLink href={`/api/clients/${id}/filing/${year}?file=difference-csv`}>
              CSV
            </DownloadLink>
            <DownloadLink href={`/api/clients/${id}/filing/${year}?file=difference-pdf`}>
              PDF
            </DownloadLink>
          </>
        )
      }
    >
      <Headline difference={difference} />
      <Causes difference={difference} />
      <Lines difference={difference} />
      <ChangedRows difference={difference} root={root} path={path} query={query} />
    </Section>
  );
}

function Headline({ difference }: { difference: DifferenceView }) {
  const [short, long] = difference.terms;
  return (
    <StatRow>
      <Stat
        label="Tax effect"
        value={<Money amount={difference.taxChange} tone="plain" />}
        note={taxNote(difference.taxChange)}
      />
      <Stat
        label="Short-term gain or loss"
        value={<Money amount={short?.change ?? "0"} tone="signed" />}
        note={termNote(short)}
      />
      <Stat
        label="Long-term gain or loss"
        value={<Money amount={long?.change ?? "0"} tone="signed" />}
        note={termNote(long)}
      />
      <Stat
        label="Rows of Form 8949"
        value={difference.rowCount.toLocaleString("en-US")}
        note={`${difference.added} added, ${difference.removed} removed, ${difference.changed} changed`}
      />
    </StatRow>
  );
}

function termNote(term: DifferenceView["terms"][number] | undefined): ReactNode {
  return (
    term !== undefined && (
      <>
        From <Money amount={term.filed} /> as filed to <Money amount={term.now} />
      </>
    )
  );
}

function taxNote(change: string | null): string {
  if (change === null) {
    return "Not known: tell the year’s income, or the tax as filed";
  }
  if (change === "0") {
    return "This year’s tax does not change";
  }
  return change.startsWith("-") ? "Less tax than was filed" : "More tax than was filed";
}

function Causes({ difference }: { difference: DifferenceView }) {
  const sum = (of: "short" | "long") =>
    difference.terms.find(({ term }) => term === of)?.change ?? "0";
  return (
    <div className="mt-6">
      <Table caption="By cause, each after those above it" captionVisible>
        <thead>
          <tr>
            <Th sticky>Cause</Th>
            <Th numeric>Rows added</Th>
            <Th numeric>Removed</Th>
            <Th numeric>Changed</Th>
            <Th numeric>Short-term</Th>
            <Th numeric>Long-term</Th>
            <Th numeric>Tax</Th>
          </tr>
        </thead>
        <tbody>
          {difference.causes.map((cause) => (
            <Tr key={cause.key}>
              <RowHead className="wrap-anywhere first-letter:uppercase">{cause.words}</RowHead>
              <Td numeric>{cause.added}</Td>
              <Td numeric>{cause.removed}</Td>
              <Td numeric>{cause.changed}</Td>
              <Td numeric>
                <Money amount={cause.short} tone="signed" />
              </Td>
              <Td numeric>
                <Money amount={cause.long} tone="signed" />
              </Td>
              <Td numeric>
                <Money amount={cause.tax} />
              </Td>
            </Tr>
          ))}
        </tbody>
        <tfoot>
          <TotalRow>
            <RowHead>Together</RowHead>
            <Td numeric colSpan={3} />
            <Td numeric>
              <Money amount={sum("short")} tone="signed" />
            </Td>
            <Td numeric>
              <Money amount={sum("long")} tone="signed" />
            </Td>
            <Td numeric>
              <Money amount={difference.taxChange} />
            </Td>
          </TotalRow>
        </tfoot>
      </Table>
    </div>
  );
}

function Lines({ difference }: { difference: DifferenceView }) {
  if (difference.amounts.length === 0) {
    return null;
  }
  return (
    <div className="mt-6">
      <Table caption="Lines that move" captionVisible>
        <thead>
          <tr>
            <Th sticky>Line</Th>
            <Th>What it is</Th>
            <Th numeric>As filed</Th>
            <Th numeric>Change</Th>
            <Th numeric>Now</Th>
          </tr>
        </thead>
        <tbody>
          {difference.amounts.map((amount) => (
            <Tr key={amount.name}>
              <RowHead>{amount.line}</RowHead>
              <Td className="min-w-40">{amount.label}</Td>
              <Td numeric>
                <Money amount={amount.filed} />
              </Td>
              <Td numeric>
                <Money amount={amount.change} />
              </Td>
              <Td numeric>
                <Money amount={amount.now} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
