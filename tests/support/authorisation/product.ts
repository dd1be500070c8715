import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { env } from "@/lib/env";
import { FORM_KEY, newFormKey } from "@/lib/form-key";
import { PROJECT_ROOT } from "../folders";
import { ALWAYS, wanted } from "./fields";
import { endOf, inRequest } from "./next-request";
import { sentBy } from "./render";

/** What one probe asks with: the cookie of a person (or none), the origin of a page, the values of names. */
export interface Asked {
  readonly cookie: string;
  readonly origin?: string;
  readonly values: Readonly<Record<string, string>>;
  /** What a form holds besides what it was found to need. */
  readonly form?: Readonly<Record<string, string>>;
}

/** What came back: a status as a browser or a program gets it, the refusal's code, everything that was sent. */
export interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly to: string;
  readonly text: string;
}

/** One way into the product. */
export interface Door {
  /** "page /clients", "GET /api/health", "action clients/add/actions sendList". */
  readonly name: string;
  readonly kind: "page" | "route" | "action";
  readonly ask: (asked: Asked) => Promise<Answer>;
}

type Values = Readonly<Record<string, string>>;
type Page = (given: object) => unknown;
type Route = (request: Request, context: { params: Promise<Values> }) => Promise<Response>;
type Act = (state: unknown, form: FormData) => Promise<unknown>;

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** The frame of every page has no data; its font needs Next's build. */
const ROOT_LAYOUT = "layout.tsx";

/** Every page, layout with data, route and server action of the app folder, found by walking it: a new one cannot be forgotten. */
export async function doors(): Promise<readonly Door[]> {
  const app = join(PROJECT_ROOT, "app");
  const files = readdirSync(app, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .sort();
  const found: Door[] = [];
  for (const file of files) {
    const load = async (): Promise<Readonly<Record<string, unknown>>> =>
      import(/* @vite-ignore */ pathToFileURL(join(app, file)).href);
    if (/(^|\/)(page|layout)\.tsx$/.test(file) && file !== ROOT_LAYOUT) {
      found.push(...pageDoor(file, await load()));
    } else if (/(^|\/)route\.ts$/.test(file)) {
      found.push(...routeDoors(file, await load()));
    } else if (
      /\.tsx?$/.test(file) &&
      /^["']use server["']/m.test(readFileSync(join(app, file), "utf8"))
    ) {
      found.push(...actionDoors(file, await load()));
    }
  }
  return found;
}

const addressOf = (file: string): string =>
  `/${file
    .split("/")
    .slice(0, -1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .join("/")}`;

function pageDoor(file: string, module: Readonly<Record<string, unknown>>): readonly Door[] {
  const render = module["default"];
  const describe = module["generateMetadata"];
  if (typeof render !== "function") return [];
  const kind = file.endsWith("layout.tsx") ? "layout" : "page";
  const ask = ({ cookie, values, form }: Asked) =>
    caught(() =>
      inRequest("render", new Headers({ cookie }), async () => {
        const given = () => ({
          params: Promise.resolve(values),
          searchParams: Promise.resolve(form ?? {}),
          children: null,
        });
        const title = typeof describe === "function" ? await (describe as Page)(given()) : null;
        const text = `${await sentBy(title)} ${await sentBy((render as Page)(given()))}`;
        return { status: 200, code: null, to: "", text };
      }),
    );
  const name = kind === "page" ? addressOf(file) : file.replace(/\/?layout\.tsx$/, "");
  return [{ name: `${kind} ${name}`, kind: "page", ask }];
}

function routeDoors(file: string, module: Readonly<Record<string, unknown>>): readonly Door[] {
  const path = addressOf(file);
  return METHODS.filter((method) => method in module).map((method) => {
    const ask = ({ cookie, origin, values, form }: Asked) =>
      caught(() => {
        const url = `${env().APP_ORIGIN}${path}${form === undefined ? "" : `?${new URLSearchParams(form)}`}`;
        const headers = new Headers({ cookie, origin: origin ?? env().APP_ORIGIN });
        headers.set("x-file-size", "3");
        const isSent = method !== "GET" && method !== "HEAD";
        const body = isSent ? { body: path.endsWith("sign-out") ? new FormData() : "a,b" } : {};
        const request = new Request(url, { method, headers, ...body });
        return inRequest("action", headers, async () => {
          const context = { params: Promise.resolve(values) };
          const response = await (module[method] as Route)(request, context);
          const text = `${[...response.headers].join(" ")} ${await response.text()}`;
          const code = response.ok ? null : (/"code":"([a-z-]+)"/.exec(text)?.[1] ?? null);
          const to = response.headers.get("location") ?? "";
          return { status: response.status, code, to, text };
        });
      });
    return { name: `${method} ${path}`, kind: "route", ask } as const;
  });
}

function actionDoors(file: string, module: Readonly<Record<string, unknown>>): readonly Door[] {
  const acts = Object.entries(module).filter(([, each]) => typeof each === "function");
  return acts.map(([name, act]) => {
    const short = file.replace(/\.tsx?$/, "").replace("(dashboard)/", "");
    const ask = (asked: Asked) => answerOf(act as Act, asked);
    return { name: `action ${short} ${name}`, kind: "action", ask } as const;
  });
}

/** Fills the form until its schema takes it: what it asks for is read in its own refusals. */
async function answerOf(act: Act, { cookie, origin, values, form = {} }: Asked): Promise<Answer> {
  const filled = new Map<string, string | File>(Object.entries({ ...ALWAYS, ...values, ...form }));
  for (let turn = 0; ; turn += 1) {
    const sent = new FormData();
    sent.set(FORM_KEY, newFormKey());
    for (const [name, value] of filled) sent.set(name, value);
    const headers = new Headers({ cookie, origin: origin ?? env().APP_ORIGIN });
    const answer = await caught(() =>
      inRequest("action", headers, async () => told(await act(FRESH, sent))),
    );
    const lacking = Object.entries(fieldsOf(answer)).filter(
      ([name, message]) => !(name in form) && filled.get(name) !== wanted(message),
    );
    const fixes = lacking.flatMap(([name, message]): [string, string | File][] => {
      const value = wanted(message);
      return value === null ? [] : [[name, value]];
    });
    if (fixes.length === 0 || turn > 6) return answer;
    for (const [name, value] of fixes) filled.set(name, value);
  }
}

/** What forms begin with: each kind of state finds its own parts. */
const FRESH = { result: null, typed: {}, values: {}, list: "", turn: 0 };

const fieldsOf = ({ code, text }: Answer): Readonly<Record<string, string>> => {
  if (code !== "invalid-input") return {};
  const state = JSON.parse(text) as {
    fields?: Record<string, string>;
    result?: { fields?: Record<string, string> };
  };
  return state.fields ?? state.result?.fields ?? {};
};

/** An action's state is the whole answer; some keep it beside what was typed, which is the asker's own. */
function told(state: unknown): Answer {
  type Inner = { ok?: boolean; code?: string };
  const { typed: _, values: _v, turn: _t, ...rest } = (state ?? {}) as Record<string, unknown>;
  const text = JSON.stringify(rest);
  const outer = rest as Inner & { result?: Inner };
  const inner = outer.ok === undefined ? outer.result : outer;
  const code = inner?.ok === false ? (inner.code ?? "refused") : null;
  return { status: 200, code, to: "", text };
}

/** A redirect and a not-found are answers; everything else that is thrown is a fault of the product. */
async function caught(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const end = endOf(error);
    if (end === null) throw error;
    return {
      status: end.status,
      code: end.status === 404 ? "not-found" : null,
      to: end.to,
      text: "",
    };
  }
}
