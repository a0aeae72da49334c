import { existsSync } from "node:fs"
import { chromium } from "@playwright/test"

const known = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].map(
  (name) => `/usr/bin/${name}`,
)

/** Path of the Chromium to use: CHROMIUM, the system's, or Playwright's own; undefined when there is none. */
export function findChromium(): string | undefined {
  const candidates = [process.env.CHROMIUM, ...known, chromium.executablePath()]
  return candidates.find((path) => path !== undefined && path !== "" && existsSync(path))
}
