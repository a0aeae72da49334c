import type { Page } from "@playwright/test"

declare global {
  interface Window {
    startedSounds: Set<HTMLMediaElement>
  }
}

/** Keeps what the page begins to play, so that a test can ask what sounds. Call before `goto`. */
export async function watchSounds(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.startedSounds = new Set()
    const { play } = HTMLMediaElement.prototype
    HTMLMediaElement.prototype.play = function () {
      window.startedSounds.add(this)
      return play.call(this)
    }
  })
}

/** Whether the page's ring sounds in this moment: it is being played, and has got past its beginning. */
export function ringSounds(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    [...window.startedSounds].some(
      ({ currentSrc, paused, currentTime }) =>
        currentSrc.endsWith("/sounds/ring.wav") && !paused && currentTime > 0,
    ),
  )
}
