import type { Page } from "@playwright/test"
import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"

declare global {
  interface Window {
    /** Set by a test: the microphone is taken by another program. */
    isMicrophoneTaken?: boolean
    /** How often it was refused since. */
    refusals?: number
    /** Set by a test: the device that is not plugged in. */
    unplugged?: string | null
    /** Every microphone this page opened, the newest last. */
    opened?: MediaStreamTrack[]
  }
}

/** A browser as some people have it: notifications that throw (Android), one speaker, a full storage, a microphone that may fail. */
async function makeUnruly(page: Page): Promise<void> {
  await page.addInitScript(() => {
    class ThrowingNotification {
      static permission = "granted"
      static requestPermission = async () => "granted"
      constructor() {
        throw new TypeError("Failed to construct 'Notification': Illegal constructor")
      }
    }
    Object.defineProperty(window, "Notification", { value: ThrowingNotification })
    Reflect.deleteProperty(HTMLMediaElement.prototype, "setSinkId")
    Reflect.deleteProperty(AudioContext.prototype, "setSinkId")
    Storage.prototype.setItem = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError")
    }
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      if (window.isMicrophoneTaken) {
        window.refusals = (window.refusals ?? 0) + 1
        throw new DOMException("Could not start audio source", "NotReadableError")
      }
      const stream = await open(constraints)
      window.opened = [...(window.opened ?? []), ...stream.getAudioTracks()]
      return stream
    }
    const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices)
    navigator.mediaDevices.enumerateDevices = async () =>
      (await list()).filter(({ deviceId }) => deviceId !== window.unplugged)
  })
}

/** Pulls a device, or with null plugs it in again. Chromium's pretended devices cannot be: the page is told as it would be. */
async function unplug(page: Page, id: string | null): Promise<void> {
  await page.evaluate((unplugged) => {
    window.unplugged = unplugged
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"))
  }, id)
}

/** Devices of the microphones the page holds open. */
function openMicrophones(page: Page): Promise<(string | undefined)[]> {
  return page.evaluate(() =>
    (window.opened ?? [])
      .filter((track) => track.readyState === "live")
      .map((track) => track.getSettings().deviceId),
  )
}

test("[E3][E4] a caller who gives up in the moment of the answer leaves a phone that takes the next call", async ({
  makeAccount,
  openAgent,
  caller,
}) => {
  const account = await makeAccount({ afterCallSeconds: 0, isRecorded: false })
  const agent = await openAgent(account.member("first"))
  await agent.startWork()
  const call = () => ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)

  for (let round = 1; round <= 4; round++) {
    const impatient = await call()
    await expect(agent.answerButton).toBeVisible()
    // Each round a little later within the answer: before the click, with it, and while the microphone opens.
    const click = agent.answerButton.click({ timeout: 2000 }).catch(() => undefined)
    if (round % 2 === 0) await click
    await impatient.hangUp()
    await click
    await impatient.isOver()
    await expect(agent.phone.getByText(agent.words("phone.idle.ready"))).toBeVisible()
  }

  const patient = await call()
  await agent.answer()
  await patient.hangUp()
  await expect(agent.phone.getByText(agent.words("phone.idle.ready"))).toBeVisible()
})

test("[E1][E3][K3] throwing notifications, no choice of speaker, a full storage and a microphone taken or pulled cost no call", async ({
  makeAccount,
  openAgent,
  caller,
}) => {
  const account = await makeAccount({ offerSeconds: 100, afterCallSeconds: 0, isRecorded: false })
  const [agent, colleague] = [
    await openAgent(account.member("first")),
    await openAgent(account.member("second")),
  ]
  const { page, phone, words } = agent
  await makeUnruly(page)
  await agent.startWork()
  await colleague.startWork()
  await page.evaluate(() => {
    window.isMicrophoneTaken = true
  })
  const call = () => ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)

  // The microphone fails in the moment of the answer: the caller is with the colleague at once, not after the offer's time.
  const first = await call()
  await agent.answerButton.click()
  await expect(colleague.answerButton).toBeVisible()
  await expect(phone.getByText(words("phone.problems.microphone_missing"))).toBeVisible()
  await expect(phone.getByText(words("phone.status.trouble"))).toBeVisible()
  await colleague.answer()

  // While it fails nothing is offered here, although the browser still allows it.
  const second = await call()
  const refusals = () => page.evaluate(() => window.refusals ?? 0)
  const before = await refusals()
  await phone.getByRole("button", { name: words("phone.checks.tryAgain") }).click()
  await expect.poll(refusals).toBeGreaterThan(before)
  await expect(phone.getByText(words("phone.status.trouble"))).toBeVisible()
  await expect(agent.answerButton).toBeHidden()
  await page.evaluate(() => {
    window.isMicrophoneTaken = false
  })
  await phone.getByRole("button", { name: words("phone.checks.tryAgain") }).click()
  await agent.answer()

  // Neither the speaker nor the storage keeps the microphone from being changed within the call.
  const [label = ""] = words("phone.status.open").split("{status}")
  await page.getByRole("button", { name: new RegExp(`^${label}`) }).click()
  await page.getByText(words("phone.devices.open")).click()
  const menu = page.getByRole("dialog", { name: words("phone.status.label") })
  await expect(menu.getByLabel(words("phone.checks.speaker"), { exact: true })).toBeDisabled()
  const microphone = menu.getByLabel(words("phone.checks.microphone"), { exact: true })
  const other = await microphone.locator("option").nth(2).getAttribute("value")
  await microphone.selectOption(other)
  await expect(microphone).toHaveValue(other ?? "")
  await expect(page.getByText(words("phone.checks.deviceFailed"))).toBeHidden()
  await expect.poll(() => openMicrophones(page)).toEqual([other])

  // Pulled in mid-call, it is left for the system's own, in words; plugged in again, it is returned to.
  await unplug(page, other)
  const hint = phone.getByText(words("phone.deviceNews.hint"))
  await expect(hint).toBeVisible()
  await expect(microphone).toHaveValue("")
  await expect.poll(() => openMicrophones(page)).toEqual(["default"])
  await unplug(page, null)
  await expect(hint).toBeHidden()
  await expect(microphone).toHaveValue(other ?? "")
  await expect.poll(() => openMicrophones(page)).toEqual([other])
  await page.keyboard.press("Escape")

  await first.hangUp()
  await second.hangUp()
  await colleague.goOffline()
  await expect(phone.getByText(words("phone.idle.ready"))).toBeVisible()
  // After a call no microphone is held open.
  await expect.poll(() => openMicrophones(page)).toEqual([])
  const third = await call()
  await agent.answer()
  await expect.poll(() => openMicrophones(page)).toEqual([other])
  await third.hangUp()
  await third.isOver()
})
