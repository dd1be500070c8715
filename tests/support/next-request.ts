import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external.js";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external.js";
import { createRequestStore } from "next/dist/server/async-storage/request-store.js";
import { createWorkStore } from "next/dist/server/async-storage/work-store.js";
import { IncrementalCache } from "next/dist/server/lib/incremental-cache/index.js";
import { appOrigin } from "@/lib/env";

/** What a request of a browser holds, as far as the product reads it. */
export interface Asked {
  /** The cookies, by name. */
  readonly cookies?: Readonly<Record<string, string>>;
  /** Null: none is sent. Without it the product's own. */
  readonly origin?: string | null;
}

/** What came of it: the answer, or where the browser was sent; and the cookies that were set. */
export interface Answered<T> {
  readonly answer: T | null;
  readonly redirectedTo: string | null;
  readonly cookies: Readonly<Record<string, string>>;
}

/**
 * Runs a server action or a page's gate as Next does: in Next's own storage of a request, with its headers and cookies. Nothing of the
 * product, and nothing it asks of Next, is replaced.
 */
export async function asRequest<T>(asked: Asked, work: () => Promise<T>): Promise<Answered<T>> {
  const cookies: Record<string, string> = {};
  const keep = (lines: readonly string[]) => {
    for (const line of lines) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies[name] = value;
    }
  };
  try {
    const answer = await workAsyncStorage.run(workStore(), () =>
      workUnitAsyncStorage.run(requestStore(headersOf(asked), keep), work),
    );
    return { answer, redirectedTo: null, cookies };
  } catch (error) {
    const redirectedTo = targetOf(error);
    if (redirectedTo === null) {
      throw error;
    }
    return { answer: null, redirectedTo, cookies };
  }
}

function headersOf({ cookies = {}, origin = appOrigin() }: Asked): Headers {
  const headers = new Headers({ "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" });
  if (origin !== null) {
    headers.set("origin", origin);
  }
  headers.set(
    "cookie",
    Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join("; "),
  );
  return headers;
}

const requestStore = (headers: Headers, onUpdateCookies: (cookies: string[]) => void) =>
  createRequestStore({
    phase: "action",
    headers,
    onUpdateCookies,
    url: { pathname: "/" },
    rootParams: {},
    implicitTags: { tags: [], expirationsByCacheKind: new Map() },
    resumeDataCache: null,
    previewProps: undefined,
    isHmrRefresh: undefined,
    serverComponentsHmrCache: undefined,
    hmrRefreshHash: undefined,
    stagedFallbackParams: null,
  });

const NO_PREVIEW = { previewModeId: "", previewModeSigningKey: "", previewModeEncryptionKey: "" };

const workStore = () =>
  createWorkStore({
    page: "/page",
    buildId: "tests",
    deploymentId: "",
    previouslyRevalidatedTags: [],
    renderOpts: {
      cacheComponents: false,
      validationLevel: "warning",
      cacheLifeProfiles: { default: { stale: 0, revalidate: 0, expire: 0 } },
      staticPageGenerationTimeout: 60,
      isOnDemandRevalidate: false,
      waitUntil: undefined,
      onClose: () => undefined,
      onAfterTaskError: undefined,
      experimental: { authInterrupts: false, useCacheTimeout: 60, durableUseCacheEntries: false },
      incrementalCache: new IncrementalCache({
        dev: false,
        requestHeaders: {},
        fetchCacheKeyPrefix: "",
        previewProps: {
          previewModeId: "",
          previewModeSigningKey: "",
          previewModeEncryptionKey: "",
        },
        prerenderManifest: {
          version: 4,
          routes: {},
          dynamicRoutes: {},
          notFoundRoutes: [],
          preview: NO_PREVIEW,
        },
      }),
    },
  });

/** Next redirects by throwing: "NEXT_REDIRECT;replace;/sign-in;307;". */
function targetOf(error: unknown): string | null {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  return /^NEXT_REDIRECT;[^;]+;([^;]*);/.exec(digest)?.[1] ?? null;
}
