/** Name of the cookie the server reads so that the first paint is right. */
export const themeCookie = "lotwise-theme";

export type Theme = "system" | "light" | "dark";

/** What the cookie says; anything else is "system". */
export function readTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
