import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { findChromium } from "../../tests/e2e/support/chromium.ts"

/** A Chromium to run the browser tests with, or what a person must do to get one. */
export type Browser = { path: string; problem?: never } | { path?: never; problem: string }

const debian = ["chromium", "fonts-noto-cjk"]

/** Finds a Chromium and a Japanese font; installs them where this process may, else says the one command to run. */
export function ensureBrowser(): Browser {
  if (findChromium() === undefined || !hasJapaneseFont()) install()
  const path = findChromium()
  if (path !== undefined && hasJapaneseFont()) return { path }
  const what = path === undefined ? "Chromium is missing" : "A Japanese font is missing"
  return { problem: `${what}. Install what the browser tests need with:\n\n  ${command()}` }
}

const isDebian = () => process.platform === "linux" && existsSync("/usr/bin/apt-get")
const isRoot = () => process.getuid?.() === 0

function command(): string {
  return isDebian()
    ? `sudo apt-get update && sudo apt-get install -y ${debian.join(" ")}`
    : "npx playwright install --with-deps chromium"
}

function install(): void {
  if (isDebian() && isRoot()) {
    console.log(`• Installing ${debian.join(" and ")} …`)
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env })
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...debian], {
      stdio: "inherit",
      env,
    })
  } else if (findChromium() === undefined) {
    console.log("• Installing Playwright's Chromium …")
    spawnSync("npx", ["playwright", "install", "chromium"], {
      stdio: "inherit",
      shell: process.platform === "win32",
    })
  }
}

/** Other systems come with Japanese fonts; on Linux fontconfig knows. */
function hasJapaneseFont(): boolean {
  if (process.platform !== "linux") return true
  const result = spawnSync("fc-list", [":lang=ja", "family"], { encoding: "utf8" })
  return result.status === 0 && result.stdout.trim() !== ""
}
