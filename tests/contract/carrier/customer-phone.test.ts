import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { dominantHz } from "../../../local/carrier/media/goertzel.ts"
import { tone } from "../../../local/carrier/media/tone.ts"
import { encodeWav } from "../../../local/carrier/media/wav.ts"
import { launchBrowser, type ToneBrowser } from "./support/browser.ts"
import { CUSTOMER, type Harness, NUMBER, response, startHarness } from "./support/harness.ts"
import { downloadRecording } from "./support/recording.ts"

const CUSTOMER_HZ = 800
const MUSIC_HZ = 600
const MUSIC = encodeWav(tone(MUSIC_HZ, 2000))

let h: Harness
let chromium: ToneBrowser
const opened: Page[] = []

beforeAll(async () => {
  h = await startHarness()
  chromium = await launchBrowser(CUSTOMER_HZ)
})
afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close()
  expect(h.app.unsigned).toEqual([])
})
afterAll(async () => {
  await chromium?.close()
  await h?.stop()
})

async function openPhone(locale = "ja-JP", colorScheme: "light" | "dark" = "light"): Promise<Page> {
  const context = await chromium.browser.newContext({ locale, colorScheme, permissions: ["microphone"] })
  const page = await context.newPage()
  opened.push(page)
  await page.addInitScript(() => {
    const Original = window.RTCPeerConnection
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        ;(window as never as { peer: RTCPeerConnection }).peer = this
      }
    }
  })
  await page.goto(h.carrier.url)
  await page.getByText(locale === "ja-JP" ? "待受中" : "Ready").waitFor()
  return page
}

describe("the customer's phone", () => {
  test("dials a number, talks with the real microphone, presses keys and hangs up", async () => {
    h.app.on("/voice", response('<Gather numDigits="1" timeout="30" action="/chosen"/>'))
    h.app.on("/chosen", response('<Pause length="30"/>'))
    const page = await openPhone()
    await page.getByRole("textbox", { name: "あなたの番号" }).fill("090-1111-2222")
    // The only number there is, as people write it, is filled in.
    expect(await page.getByLabel("かける番号").inputValue()).toBe("03-1234-5678")
    await page.getByRole("button", { name: "発信" }).click()
    const asked = await h.app.next("/voice")
    expect(asked.params).toMatchObject({ From: CUSTOMER, To: NUMBER })
    await page.getByText("通話中").waitFor()
    await page.keyboard.press("7")
    expect((await h.app.next("/chosen")).params.Digits).toBe("7")

    const sid = asked.params.CallSid ?? ""
    h.app.on(
      "/record",
      response('<Record action="/done" playBeep="false" maxLength="2" trim="do-not-trim"/>'),
    )
    h.app.on("/done", response('<Pause length="30"/>'))
    await h.twilio.calls(sid).update({ url: `${h.app.url}/record` })
    const done = await h.app.next("/done")
    const spoken = await downloadRecording(done.params.RecordingUrl ?? "")
    expect(dominantHz(spoken.subarray(-8000))).toBe(CUSTOMER_HZ)

    await page.getByRole("button", { name: "切る" }).click()
    await page.getByText("通話が終了しました").waitFor()
    await h.control.waitFor(sid, (call) => call.status === "completed")
  })

  test("withholds its number", async () => {
    h.app.on("/voice", response('<Reject reason="busy"/>'))
    const before = h.app.to("/voice").length
    const page = await openPhone("en-US")
    await page.getByLabel("Withhold my number").check()
    await page.getByLabel("Number to call").fill(NUMBER)
    await page.getByRole("button", { name: "Call", exact: true }).click()
    const asked = await h.app.count("/voice", before + 1)
    expect(asked.at(-1)?.params.From).toBe("+266696687")
    await page.getByText("The line is busy").waitFor()
  })

  test("rings when its number is called, hears the caller after answering, and is told of the end", async () => {
    const page = await openPhone()
    h.app.serve("/music.wav", "audio/wav", MUSIC)
    h.app.on("/called", response('<Play loop="20">/music.wav</Play>'))
    const call = await h.twilio.calls.create({ from: NUMBER, to: CUSTOMER, url: `${h.app.url}/called` })
    await page.getByRole("region", { name: "着信" }).getByText("03-1234-5678").waitFor()
    await page.getByRole("button", { name: "応答" }).click()
    await h.app.next("/called")
    expect((await h.control.heard(call.sid, 300)).dominantHz).toBe(MUSIC_HZ)
    await page.waitForFunction(async () => {
      const stats = await (window as never as { peer: RTCPeerConnection }).peer.getStats()
      return [...stats.values()].some((each) => each.type === "inbound-rtp" && each.totalAudioEnergy > 0.01)
    })
    await h.twilio.calls(call.sid).update({ status: "completed" })
    await page.getByText("通話が終了しました").waitFor()
  })

  test("declines a call, which ends busy", async () => {
    const page = await openPhone()
    const call = await h.twilio.calls.create({ from: NUMBER, to: CUSTOMER, url: `${h.app.url}/called` })
    await page.getByRole("button", { name: "拒否" }).click()
    await h.control.waitFor(call.sid, (each) => each.status === "busy")
  })

  test.each(["light", "dark"] as const)(
    "has nothing for axe to find in %s, idle or calling",
    async (scheme) => {
      h.app.on("/voice", response('<Pause length="30"/><Say>Hello</Say>'))
      const page = await openPhone("ja-JP", scheme)
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
      await page.getByRole("button", { name: "発信" }).click()
      await page.getByText("呼び出し中").waitFor()
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
      await page.getByRole("button", { name: "切る" }).click()
      await page.getByRole("button", { name: "発信" }).waitFor()
    },
  )
})
