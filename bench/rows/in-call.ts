import { CarrierControl } from "../../local/carrier/control/client.ts"
import { syncNumbers } from "../../local/product/numbers.ts"
import { AgentAtWork } from "../../tests/integration/support/agent-at-work.ts"
import { callBecomes } from "../../tests/integration/support/tables.ts"
import { createAccount, freeCustomerNumber } from "../../tests/support/accounts.ts"
import { compare, type Row } from "../measure.ts"
import type { Bench } from "../stack.ts"
import { rest } from "./carrier-rest.ts"
import { now } from "./clock.ts"

const n = 20
/** How long each listening to the customer lasts, in ms; no time is measured more exactly. */
const lookMs = 20
/** Root mean square as a share of full scale: music is louder than the one, nothing at all is below the other. */
const [loud, silent] = [0.01, 0.001]
const longestMs = 10_000

/**
 * What a customer hears of what an agent asks for, in one recorded call whose agents say nothing, so that sound is music: a hold, the
 * end of a hold the moment a consulted colleague is there, and the loss of the agent (K2). The recording's pause is part of each.
 */
export async function inCall({ product, database }: Bench): Promise<Row[]> {
  const account = await createAccount(database, {
    members: { first: { inboxes: { 0: "operator" } }, second: { inboxes: { 0: "operator" } } },
    isRecorded: true,
    afterCallSeconds: 0,
  })
  await syncNumbers(product)
  const carrier = new CarrierControl(product.carrier.url, product.carrier.controlToken)
  const first = await AgentAtWork.start(product, account.member("first"))
  const { sid } = await carrier.call({ from: freeCustomerNumber(), to: account.inbox().number, script: [] })
  try {
    let { callSid } = await first.nextRing(30_000)
    first.phone.answer(callSid)
    const call = await callBecomes(database, sid, ({ state, provider_conference_id }) => {
      return state === "talking" && provider_conference_id !== null
    })
    const legId = call.offers[0]?.leg_id ?? ""
    // Whom to bring in; not to be rung for the call itself.
    const second = await AgentAtWork.start(product, account.member("second"))
    first.habits.acknowledges = false

    const ask = async (what: string, body: object) => {
      const answer = await first.session.post(`/api/phone/${what}`, { leg_id: legId, ...body })
      if (!answer.ok) throw new Error(`${what}: ${answer.status} ${await answer.text()}`)
      return answer
    }
    const isQuiet = () =>
      callBecomes(
        database,
        sid,
        ({ state, legs }) => state === "talking" && legs.every((leg) => !leg.is_held),
      )
    const becomes = (what: "music" | "silence") => soundBecomes(carrier, sid, what)
    const byCarrier = (isHeld: boolean) =>
      rest(product, `Conferences/${call.provider_conference_id}/Participants/${sid}.json`, {
        Hold: String(isHeld),
        ...(isHeld ? { HoldUrl: `${product.appUrl}/api/twilio/voice/music`, HoldMethod: "POST" } : {}),
      })
    /** Milliseconds from asking for something until the customer hears what it leads to. */
    const until = async (what: "music" | "silence", act: () => Promise<unknown>) => {
      const begun = now()
      const [at] = await Promise.all([becomes(what), act()])
      return at - begun
    }
    const floorOfHold = async () => {
      const taken = await until("music", () => byCarrier(true))
      await until("silence", () => byCarrier(false))
      return taken
    }

    const held = await compare({
      name: "hold_to_music",
      floor: "the carrier asked for the hold itself, until the customer hears the music",
      n,
      sample: async () => {
        const taken = await until("music", () => ask("hold", { is_held: true }))
        await until("silence", () => ask("hold", { is_held: false }))
        await isQuiet()
        return taken
      },
      floorSample: floorOfHold,
    })

    const joined = await compare({
      name: "transfer_answer_to_3way",
      floor: "the carrier asked for the end of the hold itself, until the customer hears the music no more",
      n,
      sample: async () => {
        const invited = await ask("consult", { target: { member_id: second.member.id } })
        const { leg_id: colleague } = (await invited.json()) as { leg_id: string }
        const ring = await second.nextRing()
        await becomes("music")
        const isThere = first.phoneSays(
          (phone) => phone.call?.legs.some(({ id, state }) => id === colleague && state === "live") ?? false,
        )
        const taken = await until("silence", async () => {
          second.phone.answer(ring.callSid)
          await isThere
          await ask("hold", { is_held: false })
        })
        // This request names the colleague's leg in place of one's own.
        await ask("cancel", { leg_id: colleague })
        await second.phone.untilHungUp(ring.callSid)
        await isQuiet()
        return taken
      },
      floorSample: async () => {
        await until("music", () => byCarrier(true))
        return await until("silence", () => byCarrier(false))
      },
    })

    const lost = await compare({
      name: "loss_to_music",
      floor: "the carrier asked for a hold itself, until the customer hears the music",
      n,
      sample: async () => {
        const offered = first.nextOffer()
        const taken = await until("music", async () => first.phone.hangup(callSid))
        await first.acknowledge(await offered)
        callSid = (await first.nextRing()).callSid
        await until("silence", async () => first.phone.answer(callSid))
        await isQuiet()
        return taken
      },
      floorSample: floorOfHold,
    })
    await second.stop()
    return [held, joined, { ...lost, most: 2000 }]
  } finally {
    await carrier.act(sid, { hangup: true })
    await first.stop()
  }
}

/** By when the customer heard music, or nothing any more: the end of the first look in which it was so, in ms since 1970. Fails after 10 s. */
async function soundBecomes(
  carrier: CarrierControl,
  sid: string,
  what: "music" | "silence",
): Promise<number> {
  const deadline = now() + longestMs
  while (now() < deadline) {
    const begun = now()
    const { loudness } = await carrier.heard(sid, lookMs)
    if (what === "music" ? loudness > loud : loudness < silent) return begun + lookMs
  }
  throw new Error(`the customer heard no ${what}`)
}
