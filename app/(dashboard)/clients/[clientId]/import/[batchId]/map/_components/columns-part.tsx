"use client";

import type { MappingView } from "@/lib/services/mapping/view-mapping";
import { ColumnList } from "./column-list";
import { Points } from "./points";
import type { Mapping } from "./use-mapping";

const DATES: ReadonlySet<string> = new Set(["date", "time"]);
const AMOUNTS: ReadonlySet<string> = new Set([
  "sent",
  "received",
  "amount",
  "total",
  "fee",
  "price",
  "value",
]);

/** Every column of the file with some of what stands in it, and what it is. */
export function ColumnsPart({ view, mapping }: { view: MappingView; mapping: Mapping }) {
  const { form, reading, change } = mapping;
  const problems = reading.open.filter(({ about }) => about === "columns");
  const put = (column: number, role: string) => {
    change(({ roles }) => {
      const touched = [roles[column] ?? "", role];
      // What other cells told of dates or numbers is not told of these: it is found out, or asked, anew.
      return {
        roles: roles.map((now, index) => (index === column ? role : now)),
        ...(touched.some((one) => DATES.has(one)) ? { form: "" } : {}),
        ...(touched.some((one) => AMOUNTS.has(one)) ? { numbers: "" } : {}),
      };
    });
  };
  return (
    <>
      <ColumnList
        columns={view.columns}
        roles={form.roles}
        choices={view.roleChoices}
        onChange={put}
      />
      <Points points={problems} />
    </>
  );
}
