import { expect, type Locator, type Page } from "@playwright/test"

/** Somebody who has no mouse: walks with Tab, and must see where they are. */
export class Keyboard {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.insertText(text)
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key)
  }

  /** Tabs forward until `target` has the focus, at most `steps` times; on each stop the focus must be seen. */
  async walkTo(target: Locator, steps = 60): Promise<void> {
    await expect(target).toBeVisible()
    for (let step = 0; step < steps; step++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await this.press("Tab")
      // Past the last stop the focus is the browser's own for one step, before it comes in again at the top.
      if (!(await this.#page.evaluate(() => document.activeElement === document.body))) await this.seesFocus()
    }
    throw new Error(`Tab does not reach ${target} in ${steps} steps`)
  }

  /** What has the focus is inside the window, and it or its label is drawn with a ring. */
  async seesFocus(): Promise<void> {
    const seen = await this.#page.evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return "nothing has the focus"
      const rings: [Element | null, string?][] = [
        [focused],
        [focused, "::after"],
        [focused, "::before"],
        [focused.closest("label")],
      ]
      const hasRing = rings.some(([element, pseudo]) => {
        if (!element) return false
        const { outlineStyle, outlineWidth, backgroundColor } = getComputedStyle(element, pseudo)
        if (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1) return true
        // A splitter is a line that takes the colour of the focus.
        return pseudo === "::before" && element.role === "separator" && backgroundColor !== "rgba(0, 0, 0, 0)"
      })
      const { top, left, bottom, right } = focused.getBoundingClientRect()
      const isInside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
      return hasRing && isInside ? null : focused.outerHTML.slice(0, 300)
    })
    expect(seen, "what has the focus without being seen").toBeNull()
  }
}
