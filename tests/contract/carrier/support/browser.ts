import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Browser, chromium } from "@playwright/test"
import { tone } from "../../../../local/carrier/media/tone.ts"
import { encodeWav } from "../../../../local/carrier/media/wav.ts"

/** A Chromium whose microphone hears a tone without end. */
export interface ToneBrowser {
  browser: Browser
  close(): Promise<void>
}

/** Starts Chromium (CHROMIUM, or the system's) with a tone of `hz` as its microphone. */
export async function launchBrowser(hz: number): Promise<ToneBrowser> {
  const dir = await mkdtemp(join(tmpdir(), "microphone-"))
  const file = join(dir, "tone.wav")
  await writeFile(file, encodeWav(tone(hz, 10_000)))
  const asRoot = process.getuid?.() === 0
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      ...(asRoot ? ["--no-sandbox"] : []),
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-audio-capture=${file}`,
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--autoplay-policy=no-user-gesture-required",
    ],
  })
  return {
    browser,
    close: async () => {
      await browser.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
