import { defineConfig } from "@playwright/test"
import { browserArguments } from "./tests/e2e/support/browser-arguments"
import { findChromium } from "./tests/e2e/support/chromium"

const executablePath = findChromium()

/** Browser tests against one whole product, started for the run on free ports with data of its own. */
export default defineConfig({
  testDir: "tests/e2e/specs",
  outputDir: "test-results",
  globalSetup: "./tests/e2e/support/global-setup.ts",
  timeout: 120_000,
  // A caller hears the greeting before anybody rings, which alone takes seconds.
  expect: { timeout: 20_000 },
  forbidOnly: true,
  retries: 0,
  // Every test has an account of its own; two at a time is what two cores bear.
  workers: 2,
  fullyParallel: true,
  use: {
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    // What cannot be pressed is said soon, and not when the whole test runs out of time.
    actionTimeout: 15_000,
    // Nor does a page that never comes wait for that.
    navigationTimeout: 30_000,
    // Snapshots of the page tell what happened; filming it as well takes a quarter of the run.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: { args: browserArguments(), ...(executablePath === undefined ? {} : { executablePath }) },
  },
})
