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
  // What was rendered moments ago is shown at once on the way back; the lists in it keep themselves fresh.
  experimental: { staleTimes: { dynamic: 60 } },
  // Types are a check of their own (`npm run types`).
  typescript: { ignoreBuildErrors: true },
}

export default withNextIntl(config)
