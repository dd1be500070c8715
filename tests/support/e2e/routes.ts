import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../folders";

/** One address of the product as the app folder has it: "/clients/[clientId]/years/[year]". */
export type AppRoute = { readonly path: string; readonly is: "page" | "route" };

/** Every page and every route of the app folder: a new one cannot be forgotten. */
export function appRoutes(): readonly AppRoute[] {
  return readdirSync(join(PROJECT_ROOT, "app"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .flatMap((file): AppRoute[] => {
      const match = /^(?:(.*)\/)?(page\.tsx|route\.ts)$/.exec(file);
      if (match === null) return [];
      const parts = (match[1] ?? "").split("/").filter((part) => !/^\(.*\)$/.test(part));
      return [{ path: `/${parts.join("/")}`, is: match[2] === "route.ts" ? "route" : "page" }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The address with its parameters filled in; throws for one nobody gave. */
export function filled(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\[(\w+)\]/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`No value for [${name}] of ${path}`);
    return value;
  });
}
