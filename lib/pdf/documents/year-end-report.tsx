import { Canvas, Document, Page } from "@react-pdf/renderer";
import type { Sheet } from "@/lib/pdf/pages";
import { type Painter, pen } from "@/lib/pdf/pen";
import type { Shaper } from "@/lib/pdf/shape";
import { PAGE } from "@/lib/pdf/theme";
import type { YearEndReport } from "@/lib/reports/model";

/** The year-end report: one explicit Letter page per sheet, each one canvas. File dates are the report's own moment. */
export function YearEndDocument(props: {
  readonly report: YearEndReport;
  readonly sheets: readonly Sheet[];
  readonly shaper: Shaper;
}) {
  const { report, sheets, shaper } = props;
  const moment = new Date(report.generatedAt);
  return (
    <Document
      title={report.documentTitle}
      author={report.product}
      creator={report.product}
      producer={report.product}
      language="en-US"
      creationDate={moment}
      modificationDate={moment}
    >
      {sheets.map((sheet, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages are drawn once, in order; the number is the page.
        <Page key={index} size={[PAGE.width, PAGE.height]}>
          <Canvas
            style={{ width: PAGE.width, height: PAGE.height }}
            paint={(painter: Painter) => {
              sheet(pen(painter, shaper));
              return null;
            }}
          />
        </Page>
      ))}
    </Document>
  );
}
