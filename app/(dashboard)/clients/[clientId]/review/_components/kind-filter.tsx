import { Tabs } from "@/app/_ui/tabs";
import type { ReviewView } from "@/lib/services/view-review";

/** All items, or one kind of them. */
export function KindFilter({ view, path }: { view: ReviewView; path: string }) {
  const all = view.blocking + view.check;
  return (
    <Tabs
      label="Kinds of items"
      tabs={[
        { href: path, label: `All ${all.toLocaleString("en-US")}`, current: view.code === null },
        ...view.kinds.map((kind) => ({
          href: `${path}?kind=${kind.code}`,
          label: `${kind.title} ${kind.count.toLocaleString("en-US")}`,
          current: view.code === kind.code,
        })),
      ]}
    />
  );
}
