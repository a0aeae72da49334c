import { gzipSync } from "node:zlib"
import { expect, test } from "../fixtures/test.ts"
import { demoPerson } from "../pages/demo-people.ts"

const limitKilobytes = 300

/** Paths of the scripts that `html` names. */
function scriptsIn(html: string): Set<string> {
  return new Set([...html.matchAll(/_next\/static\/[\w./~-]+\.js/g)].map(([path]) => path))
}

test("the ticket page's initial JavaScript stays within its budget", async ({ openAgent, product }) => {
  const agent = await openAgent(demoPerson("suzuki"))
  const { page } = agent
  await agent.signInWithoutPhone()
  await agent.listedTickets.first().click()
  await expect(page).toHaveURL(/\/inboxes\/[^/]+\/\w+\/\d+/)

  // What the page itself names is what a browser needs before it is usable; anything later is loaded lazily.
  const html = await (await page.request.get(page.url())).text()
  const scripts = scriptsIn(html)
  // Polyfills marked `nomodule` are for browsers that cannot run the product; no other one fetches them.
  const legacyTags = html.match(/<script[^>]*\bnomodule\b[^>]*>/gi) ?? []
  for (const path of scriptsIn(legacyTags.join(""))) scripts.delete(path)
  expect(scripts.size).toBeGreaterThan(0)
  let bytes = 0
  for (const path of scripts) {
    const response = await page.request.get(`${product.appUrl}/${path}`)
    expect(response.ok(), path).toBe(true)
    bytes += gzipSync(await response.body()).length
  }
  test.info().annotations.push({ type: "initial JavaScript", description: `${Math.round(bytes / 1000)} kB` })
  expect(bytes / 1000).toBeLessThanOrEqual(limitKilobytes)
})
