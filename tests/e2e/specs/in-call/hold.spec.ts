import { amplitudeAt, loudness } from "../../../../local/carrier/media/goertzel.ts"
import { FRAME_SAMPLES } from "../../../../local/carrier/media/source.ts"
import { decodeWav } from "../../../../local/carrier/media/wav.ts"
import { freeCustomerNumber } from "../../../support/accounts.ts"
import { expect, test } from "../../fixtures/test.ts"
import { ScriptedCaller } from "../../pages/scripted-caller.ts"
import { TransferPanel } from "../../pages/transfer-panel.ts"

const tones = { agent: 500, customer: 1250 }
/** Amplitude, as a share of full scale, from which on a frame of the recording holds a tone. */
const RECORDED = 0.02
/** Frames of 20 ms: shorter gaps are disturbed packets. */
const GAP = 25
/** Where a pause begins and ends, in frames, for which sound is still on its way. */
const EDGE = 5

/** The stretches of `samples`, each longer than half a second, in which `hz` is not heard though it is before and after. */
function gapsOf(samples: Int16Array, hz: number): Int16Array[] {
  const frames = Array.from({ length: Math.floor(samples.length / FRAME_SAMPLES) }, (_, n) => n)
  const heard = frames.filter(
    (n) => amplitudeAt(samples.subarray(n * FRAME_SAMPLES, (n + 1) * FRAME_SAMPLES), hz) > RECORDED,
  )
  return heard.flatMap((frame, n) => {
    const next = heard[n + 1] ?? frame
    return next - frame > GAP
      ? [samples.subarray((frame + EDGE) * FRAME_SAMPLES, (next - EDGE) * FRAME_SAMPLES)]
      : []
  })
}

test("[D1][D3][F1] on hold the customer hears music, muted the agent is not heard, and the recording has neither music nor what is said while it is paused", async ({
  makeAccount,
  openAgent,
  caller,
  database,
}) => {
  test.setTimeout(120_000)
  const account = await makeAccount({ isRecorded: true })
  const agent = await openAgent(account.member("first"), { hz: tones.agent })
  const panel = new TransferPanel(agent)
  await agent.startWork()
  const customer = await ScriptedCaller.call(caller, freeCustomerNumber(), account.inbox().number)
  await agent.answer()
  await customer.sing(tones.customer, 120_000)
  await agent.hears(tones.customer)
  await customer.hears(tones.agent)

  await test.step("hold", async () => {
    await panel.hold()
    await customer.hearsMusic([tones.agent])
    await panel.endHold()
    await agent.hears(tones.customer)
    await customer.hears(tones.agent)
  })

  await test.step("mute", async () => {
    await panel.toggleMute()
    await customer.hearsNothing()
    await agent.hears(tones.customer)
    await panel.toggleMute()
    await customer.hears(tones.agent)
  })

  await test.step("pause of the recording", async () => {
    await panel.pauseRecording()
    await customer.hears(tones.agent)
    await agent.hears(tones.customer)
    await panel.resumeRecording()
    await agent.hears(tones.customer)
  })

  await customer.hangUp()
  await expect(agent.memo.getByRole("group", { name: "録音" })).toBeVisible()
  const { rows } = await database.query<{ id: string }>(
    "select id from public.recordings where account_id = $1",
    [account.id],
  )
  expect(rows).toHaveLength(1)
  const audio = await agent.page.request.get(`/api/recordings/${rows[0]?.id}/audio`)
  const gaps = gapsOf(decodeWav(await audio.body()), tones.customer)
  expect(gaps.map((samples) => loudness(samples) < 0.001)).toEqual([true, true])
})
