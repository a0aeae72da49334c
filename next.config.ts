import type { NextConfig } from "next"
import createNextIntlPlugin from "next-intl/plugin"

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  // Texts are parsed while building, so that browsers need no parser for them.
  experimental: {
    messages: { format: "json", path: "./lib/i18n/messages", locales: ["ja", "en"], precompile: true },
  },
})

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
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
