"use client";

import { usePathname } from "next/navigation";
import { Menu, MenuHeading } from "@/app/_ui/menu";
import { MenuLink } from "@/app/_ui/menu-link";

/** The tax year of the page (from the address) or the present one, and the way to the others. */
export function YearSwitch({
  root,
  years,
  thisYear,
}: {
  root: string;
  years: readonly number[];
  thisYear: number;
}) {
  const pathname = usePathname();
  const shown = /\/years\/(\d{4})/.exec(pathname)?.[1] ?? String(thisYear);
  return (
    <Menu label={`Tax year ${shown}`} end>
      <MenuHeading>Tax year</MenuHeading>
      {years.map((year) => (
        <MenuLink key={year} href={`${root}/years/${year}`} current={String(year) === shown}>
          {year}
        </MenuLink>
      ))}
    </Menu>
  );
}
