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
    before: "as filed",
    more: "More tax than was filed",
    less: "Less tax than was filed",
    unknown: "Not known: tell the year’s income, or the tax as filed",
  },
  signed: {
    equal: "The books still give what was signed",
    title: "What has moved since it was signed off",
    lead: "The books as they are now, less the version that was signed. Make the papers again and have them signed, or undo what moved.",
    before: "as signed",
    more: "More tax than was signed",
    less: "Less tax than was signed",
    unknown: "Not known: tell the year’s income",
  },
} as const;

type As = keyof typeof WORDS;

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
  as?: As;
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
      <Headline difference={difference} as={as} />
      <Causes difference={difference} />
      <Lines difference={difference} as={as} />
      <ChangedRows
        difference={difference}
        before={WORDS[as].before}
        root={root}
        path={path}
        query={query}
      />
    </Section>
  );
}

interface Asked {
  difference: DifferenceView;
  as: As;
}

function Headline({ difference, as }: Asked) {
  const [short, long] = difference.terms;
  return (
    <StatRow>
      <Stat
        label="Tax effect"
        value={<Money amount={difference.taxChange} tone="plain" />}
        note={taxNote(difference.taxChange, as)}
      />
      <Stat
        label="Short-term gain or loss"
        value={<Money amount={short?.change ?? "0"} tone="signed" />}
        note={termNote(short, as)}
      />
      <Stat
        label="Long-term gain or loss"
        value={<Money amount={long?.change ?? "0"} tone="signed" />}
        note={termNote(long, as)}
      />
      <Stat
        label="Rows of Form 8949"
        value={difference.rowCount.toLocaleString("en-US")}
        note={`${difference.added} added, ${difference.removed} removed, ${difference.changed} changed`}
      />
    </StatRow>
  );
}

function termNote(term: DifferenceView["terms"][number] | undefined, as: As): ReactNode {
  return (
    term !== undefined && (
      <>
        From <Money amount={term.filed} /> {WORDS[as].before} to <Money amount={term.now} />
      </>
    )
  );
}

function taxNote(change: string | null, as: As): string {
  if (change === null) {
    return WORDS[as].unknown;
  }
  if (change === "0") {
    return "This year’s tax does not change";
  }
  return change.startsWith("-") ? WORDS[as].less : WORDS[as].more;
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
              <RowHead className="wrap-anywhere min-w-36 first-letter:uppercase">
                {cause.words}
              </RowHead>
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

function Lines({ difference, as }: Asked) {
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
            <Th numeric className="first-letter:uppercase">
              {WORDS[as].before}
            </Th>
            <Th numeric>Change</Th>
            <Th numeric>Now</Th>
          </tr>
        </thead>
        <tbody>
          {difference.amounts.map((amount) => (
            <Tr key={amount.name}>
              <RowHead className="min-w-28">{amount.line}</RowHead>
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
