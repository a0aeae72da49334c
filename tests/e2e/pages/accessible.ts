import AxeBuilder from "@axe-core/playwright"
import { expect, type Page } from "@playwright/test"
import { expectTranslatable } from "./translatable.ts"

/** Every rule of WCAG 2.2 at levels A and AA. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
/** axe's own name for the rules about colours, half of the time it takes. */
const aboutColours = "cat.color"

type Finding = { id: string; nodes: { html: string; failureSummary?: string | undefined }[] }
interface AxeOfPage {
  getRules(tags: string[]): { ruleId: string; tags: string[] }[]
  run(context: Document, options: object): Promise<{ violations: Finding[]; passes: unknown[] }>
}

interface Looks {
  /** Whether colours are looked at, in light and in dark; they are the same in every language. */
  colours?: boolean
}

/**
 * Looks at the page as it stands; `state` names it where something is wrong. Light and dark are the same page in other
 * colours, so that dark is asked about its colours alone.
 */
export async function expectAccessible(
  page: Page,
  state: string,
  { colours = true }: Looks = {},
): Promise<void> {
  await expectTranslatable(page, state)
  await wear(page, "light")
  const light = new AxeBuilder({ page })
    // There are no frames to go into, for which the other mode opens a page each time.
    .setLegacyMode(true)
    // What passed is counted and not described, which would take most of the time.
    .options({ runOnly: tags, resultTypes: ["violations"] })
  if (!colours) light.disableRules(["color-contrast", "link-in-text-block"])
  expectNothing(await light.analyze(), `${state}, light`)
  if (!colours) return

  await wear(page, "dark")
  // The page still has axe: bringing it along again would take longer than the look itself.
  const dark = await page.evaluate(
    ([wanted, colour]) => {
      const { axe } = window as unknown as { axe: AxeOfPage }
      const rules = axe.getRules(wanted).filter((rule) => rule.tags.includes(colour))
      const values = rules.map(({ ruleId }) => ruleId)
      return axe.run(document, { runOnly: { type: "rule", values }, resultTypes: ["violations"] })
    },
    [tags, aboutColours] as const,
  )
  expectNothing(dark, `${state}, dark`)
}

/** Changes the theme and waits until the page is drawn in it: no colour may be caught half-way. */
async function wear(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
  await page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve))
    // The first frame begins what changes gradually, however short.
    await drawn()
    await drawn()
    // Taken to their ends, not waited for: one that waits for a frame nobody draws would never come to its own.
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish()
    }
    await drawn()
  })
}

function expectNothing(
  { violations, passes }: { violations: Finding[]; passes: unknown[] },
  state: string,
): void {
  expect(passes.length, `${state}: rules that found something to look at`).toBeGreaterThan(0)
  const found = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`),
  }))
  expect.soft(found, state).toEqual([])
}
