import { expect, type Page } from "@playwright/test"

/**
 * Expects every text on the page to be alone in its element: a translator replaces texts, and React goes on using those
 * it keeps beside something else (architecture.md). The lint judges by how things are written; this, by what is there.
 */
export async function expectTranslatable(page: Page, state: string): Promise<void> {
  const found = await page.evaluate(() => {
    const isText = (node: Node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== ""
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const beside = new Set<string>()
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!isText(node) || !parent || ["SCRIPT", "STYLE"].includes(parent.tagName)) continue
      const others = [...parent.childNodes].filter(
        (other) => other !== node && (other.nodeType === Node.ELEMENT_NODE || isText(other)),
      )
      if (others.length > 0) beside.add(parent.outerHTML.slice(0, 300))
    }
    return [...beside]
  })
  expect.soft(found, `${state}: texts that are not alone in their element`).toEqual([])
}
