import type { NextConfig } from "next"
import createNextIntlPlugin from "next-intl/plugin"

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts")

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
