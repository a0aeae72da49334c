import AxeBuilder from "@axe-core/playwright"
import { expect, type Page } from "@playwright/test"

/** Every rule of WCAG 2.2 at levels A and AA. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

/** Looks at the page as it stands, in light and in dark; `state` names it where something is wrong. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    // Without motion no colour is caught half-way.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
    const { violations, passes } = await new AxeBuilder({ page })
      // There are no frames to go into, for which the other mode opens a page each time.
      .setLegacyMode(true)
      // What passed is counted and not described, which would take most of the time.
      .options({ runOnly: tags, resultTypes: ["violations"] })
      .analyze()
    expect(passes.length, `${state}: rules that found something to look at`).toBeGreaterThan(0)
    const found = violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`),
    }))
    expect.soft(found, `${state}, ${colorScheme}`).toEqual([])
  }
}
