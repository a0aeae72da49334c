import type { Page } from "@playwright/test"

/**
 * Translates the page as Chrome does, from now on: each text is replaced by `<font><font>…`, also what comes or changes
 * later. The words stay the same, so that what is looked for is found, and what is out of date is seen.
 */
export async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const skipped = "font, script, style, textarea, noscript"
    const replace = (text: Node) => {
      const parent = text.parentElement
      if (!parent || parent.closest(skipped) || text.textContent?.trim() === "") return
      const [outer, inner] = [document.createElement("font"), document.createElement("font")]
      inner.textContent = text.textContent
      outer.append(inner)
      parent.replaceChild(outer, text)
    }
    const replaceAll = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const texts: Node[] = root.nodeType === Node.TEXT_NODE ? [root] : []
      for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node)
      for (const text of texts) replace(text)
    }
    replaceAll(document.body)
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "characterData") replaceAll(target)
        for (const node of addedNodes) replaceAll(node)
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true })
  })
}
