import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Link from "next/link";
import React, { isValidElement } from "react";
import { PROJECT_ROOT } from "../folders";

/** Everything a "use client" file of the product gives out: on the server only their names and their props exist. */
async function clientParts(): Promise<ReadonlySet<unknown>> {
  const files = readdirSync(join(PROJECT_ROOT, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(PROJECT_ROOT, "app", file))
    .filter((file) => /^["']use client["']/.test(readFileSync(file, "utf8")));
  const parts = new Set<unknown>([Link]);
  for (const file of files) {
    const module: object = await import(/* @vite-ignore */ pathToFileURL(file).href);
    for (const part of Object.values(module)) parts.add(part);
  }
  return parts;
}

/** What a server component may call of React's hooks; the renderer gives it, and here there is none. */
const HOOKS = {
  useId: () => "id",
  useMemo: (make: () => unknown) => make(),
  use: (of: unknown) => of,
};

function called(component: (props: unknown) => unknown, props: unknown): unknown {
  const inner = (React as unknown as Record<string, { H: unknown }>)[
    "__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE"
  ];
  if (inner === undefined) throw new Error("React keeps its hooks elsewhere now");
  const before = inner.H;
  inner.H = HOOKS;
  try {
    return component(props);
  } finally {
    inner.H = before;
  }
}

let known: Promise<ReadonlySet<unknown>> | undefined;

/**
 * What leaves the server when an element is rendered: the text and attributes of its markup, and the props of every client component,
 * as a server render would send them. Server components run, asynchronous ones too; client components do not.
 */
export async function sentBy(element: unknown): Promise<string> {
  known ??= clientParts();
  const sent: string[] = [];
  await tell(element, await known, sent);
  return sent.join(" ");
}

async function tell(node: unknown, client: ReadonlySet<unknown>, sent: string[]): Promise<void> {
  const given = await node;
  if (Array.isArray(given)) {
    for (const each of given) await tell(each, client, sent);
  } else if (isValidElement(given)) {
    await tellElement(given.type, given.props as Readonly<Record<string, unknown>>, client, sent);
  } else if (given instanceof Map || given instanceof Set) {
    await tell([...given], client, sent);
  } else if (typeof given === "object" && given !== null) {
    for (const [name, value] of Object.entries(given)) {
      sent.push(name);
      await tell(value, client, sent);
    }
  } else if (typeof given === "string" || typeof given === "number" || typeof given === "bigint") {
    sent.push(String(given));
  }
}

async function tellElement(
  type: unknown,
  props: Readonly<Record<string, unknown>>,
  client: ReadonlySet<unknown>,
  sent: string[],
): Promise<void> {
  if (typeof type === "function" && !client.has(type)) {
    await tell(called(type as (props: unknown) => unknown, props), client, sent);
  } else {
    await tell(props, client, sent);
  }
}
