import type { Locator, Page } from "@playwright/test"
import { CarrierControl } from "../../local/carrier/control/client.ts"
import { syncNumbers } from "../../local/product/numbers.ts"
import { AgentPage } from "../../tests/e2e/pages/agent-page.ts"
import { createAccount, freeCustomerNumber } from "../../tests/support/accounts.ts"
import { type Row, row } from "../measure.ts"
import type { Bench } from "../stack.ts"
import { launchBrowser, openContext } from "./agent-browser.ts"
import { rest } from "./carrier-rest.ts"
import { firstSound, listenFor } from "./first-sound.ts"
import { openSdkPage } from "./sdk-page.ts"
import { untilSettled } from "./settled.ts"

declare global {
  interface Window {
    clickedAt: number
  }
}

const hz = 1250
const n = 20
const warmUps = 3
/** Longer than one call lasts, and than the whole row takes. */
const [callMs, rowMs] = [120_000, 900_000]
const room = "bench-floor"

/**
 * An agent's click on 「通話を受信」 until they hear the customer, who speaks all the time and is in the conference already; and, after
 * a reload in that call, the click that brings it back (K2) until they hear the customer again.
 */
export async function acceptToAudio({ product, database, log }: Bench): Promise<Row[]> {
  const account = await createAccount(database, {
    members: { agent: { inboxes: { 0: "operator" } } },
    isRecorded: false,
    afterCallSeconds: 0,
  })
  await syncNumbers(product)
  const { number: own } = account.inbox()
  const carrier = new CarrierControl(product.carrier.url, product.carrier.controlToken)
  const speaker = freeCustomerNumber()
  await carrier.setEndpoint({
    number: speaker,
    behaviour: "answer",
    answerAfterMs: 0,
    script: [{ tone: hz, ms: rowMs }],
  })
  const { sid: floorSid } = await rest(product, "Calls.json", {
    To: speaker,
    From: own,
    Twiml: `<Response><Dial><Conference beep="false">${room}</Conference></Dial></Response>`,
  })
  await carrier.waitFor(floorSid, isInConference)
  const browser = await launchBrowser()
  try {
    const context = await openContext(browser, product.appUrl)
    await context.addInitScript(() => {
      const note = () => {
        window.clickedAt = performance.timeOrigin + performance.now()
      }
      document.addEventListener("click", note, { capture: true })
    })
    const agent = await AgentPage.open(context, account.member("agent"))
    agent.page.on("dialog", (question) => void question.accept())
    await agent.startWork()
    const sdk = await openSdkPage(browser, product)
    const samples = { accept: [] as number[], floor: [] as number[], resume: [] as number[] }

    for (let nth = -warmUps; nth < n; nth++) {
      const { sid } = await carrier.call({
        from: freeCustomerNumber(),
        to: own,
        script: [{ tone: hz, ms: callMs }],
      })
      await agent.answerButton.waitFor()
      await carrier.waitFor(sid, isInConference)
      const accepted = await clickToSound(agent.page, agent.answerButton)
      await agent.page.reload()
      const resumed = await clickToSound(agent.page, agent.returnButton)
      await carrier.act(sid, { hangup: true })
      await agent.hangUpButton.waitFor({ state: "hidden" })
      await untilSettled(database, carrier, account.id)
      const least = await sdk.accept(room, own, hz)
      if (nth < 0) continue
      samples.accept.push(accepted)
      samples.floor.push(least)
      samples.resume.push(resumed)
      log(
        `accept ${Math.round(accepted)} ms, floor ${Math.round(least)} ms, resume ${Math.round(resumed)} ms`,
      )
    }
    await sdk.close()
    const floor =
      "the unmodified SDK on an empty page answers a leg the carrier makes into a conference, until it hears who is there"
    return [
      { ...row("accept_to_audio", "ms", samples.accept, floor, samples.floor), aim: 1.3 },
      {
        ...row("resume_click_to_audio", "ms", samples.resume, "accept_to_audio", samples.accept),
        aim: 1.5,
      },
    ]
  } finally {
    await browser.close()
    await carrier.act(floorSid, { hangup: true })
  }
}

const isInConference = ({ moments }: { moments: { what: string }[] }) =>
  moments.some(({ what }) => what === "conference-join")

/** Milliseconds from the click on `button` until the page hears the customer. */
async function clickToSound(page: Page, button: Locator): Promise<number> {
  await button.waitFor()
  await listenFor(page, hz)
  await button.click()
  const clickedAt = await page.evaluate(() => window.clickedAt)
  return (await firstSound(page, hz, clickedAt)) - clickedAt
}
