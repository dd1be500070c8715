import { Money } from "@/app/_ui/money";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { FigureView, FilingView } from "@/lib/services/filing/view-filing";
import { DropEdit } from "./drop-edit";

/** The figures of the return that gains reach, as computed and as filed. */
export function Figures({ view, clientId }: { view: FilingView; clientId: string }) {
  const isFiled = view.frozen !== null;
  return (
    <>
      {!view.hasProfile && (
        <p className="mb-3 text-caution text-sm">
          No income was told for {view.year}: its tax is not known. It can be typed below, from the
          return, once the year is marked as filed.
        </p>
      )}
      <FigureTable
        caption={`Figures of ${view.year}`}
        figures={view.figures}
        year={view.year}
        clientId={clientId}
        isFiled={isFiled}
        mayWrite={view.mayWrite}
      />
    </>
  );
}

/** Lines with their amounts; what was filed instead stands beside with its reason. */
export function FigureTable({
  caption,
  figures,
  year,
  clientId,
  isFiled,
  mayWrite,
}: {
  caption: string;
  figures: readonly FigureView[];
  year: number;
  clientId: string;
  isFiled: boolean;
  mayWrite: boolean;
}) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th sticky>Line</Th>
          <Th>What it is</Th>
          <Th numeric>Computed</Th>
          {isFiled && <Th numeric>As filed</Th>}
          {isFiled && <Th>Why</Th>}
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <Tr key={figure.name}>
            <RowHead className="min-w-28">{figure.line}</RowHead>
            <Td className="min-w-40">{figure.label}</Td>
            <Td numeric>
              <Money amount={figure.computed} />
            </Td>
            {isFiled && (
              <Td numeric>
                <Money amount={figure.filed ?? figure.computed} />
              </Td>
            )}
            {isFiled && (
              <Td>
                {figure.reason !== null && (
                  <span className="flex flex-wrap items-center gap-2">
                    <span className="wrap-anywhere">{figure.reason}</span>
                    {mayWrite && (
                      <DropEdit
                        clientId={clientId}
                        year={year}
                        figure={figure.name}
                        about={`${figure.line}, ${figure.label}`}
                      />
                    )}
                  </span>
                )}
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
