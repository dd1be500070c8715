import { counted } from "@/app/_ui/counted";
import { Section } from "@/app/_ui/page-header";
import type { FilingView } from "@/lib/services/filing/view-filing";
import { FigureTable } from "./figures";

/** Totals of each box of Form 8949. */
export function BoxFigures({ view, clientId }: { view: FilingView; clientId: string }) {
  if (view.boxes.length === 0) {
    return null;
  }
  return (
    <Section later title="Form 8949" lead="Totals of each box.">
      <div className="flex flex-col gap-6">
        {view.boxes.map(({ box, rows, figures }) => (
          <div key={box}>
            <h3 className="mb-1 font-medium">
              Box {box}, {counted(rows, "row")}
            </h3>
            <FigureTable
              caption={`Totals of box ${box}`}
              figures={figures}
              year={view.year}
              clientId={clientId}
              isFiled={view.frozen !== null}
              mayWrite={view.mayWrite}
            />
          </div>
        ))}
      </div>
    </Section>
  );
}
