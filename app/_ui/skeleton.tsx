import { cx } from "./cx";

/** A grey stand-in that holds the place of something coming. Size it by className. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <div className={cx("rounded-ui bg-line/60", className)} />;
}

/** The shape of a usual page: title, figures, rows. For `loading.tsx`, so that nothing jumps. */
export function PageSkeleton({ figures = 3, rows = 8 }: { figures?: number; rows?: number }) {
  return (
    <div aria-busy="true">
      <p role="status" className="sr-only">
        Loading
      </p>
      <div aria-hidden="true">
        <Skeleton className="mb-10 h-10 w-64" />
        <div className="mb-10 grid gap-8 border-line border-t pt-5 sm:grid-cols-3">
          {places(figures).map((place) => (
            <div key={place} className="flex flex-col gap-2">
              <Skeleton className="h-4 w-32" />
              <Skeleton className="h-8 w-44" />
            </div>
          ))}
        </div>
        <div className="border-line border-t">
          {places(rows).map((place) => (
            <div key={place} className="flex gap-6 border-line border-b py-2.5">
              <Skeleton className="h-4 w-1/4" />
              <Skeleton className="h-4 grow" />
              <Skeleton className="h-4 w-24" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function places(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `place-${index}`);
}
