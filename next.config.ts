import type { NextConfig } from "next"
import createNextIntlPlugin from "next-intl/plugin"
import { strictTransport } from "./lib/strict-transport"

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  // Texts are parsed while building, so that browsers need no parser for them.
  experimental: {
    messages: { format: "json", path: "./lib/i18n/messages", locales: ["ja", "en"], precompile: true },
  },
})

/** Said with every answer: pages, redirects, endpoints, files and errors. A page's full policy is `proxy.ts`'s. */
const everyAnswer = [
  { key: "Content-Security-Policy", value: "frame-ancestors 'none'; base-uri 'none'; object-src 'none'" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "microphone=(self), camera=(), geolocation=(), display-capture=(), payment=(), usb=()",
  },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
]

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  headers: async () => [
    { source: "/:path*", headers: everyAnswer },
    // Whatever stands before the app and ends TLS says so with each request.
    {
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: [{ key: "Strict-Transport-Security", value: strictTransport }],
    },
    {
      source: "/api/:path*",
      headers: [
        {
          key: "Content-Security-Policy",
          value: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
        },
      ],
    },
  ],
  experimental: {
    // What was rendered moments ago is shown at once on the way back; the lists in it keep themselves fresh.
    staleTimes: { dynamic: 60 },
    // Forms of a few fields, from people who may not be signed in. The proxy copies what it lets through, so its limit is
    // above the actions': one below would cut a body off instead of refusing it.
    serverActions: { bodySizeLimit: "64kb" },
    proxyClientMaxBodySize: "128kb",
  },
  // Types are a check of their own (`npm run types`).
  typescript: { ignoreBuildErrors: true },
}

export default withNextIntl(config)
