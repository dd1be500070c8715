/** Classes of one line of a menu. */
export const menuItem =
  "flex min-h-9 w-full items-center gap-2 rounded-ui px-3 py-1.5 text-left text-base hover:bg-sunken aria-[current]:font-medium";
