import { randomUUID } from "node:crypto"
import { EventEmitter, on, once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import type { RealtimeChannel } from "@supabase/supabase-js"
import { type PhoneRow, phoneRow } from "../../../lib/phone/schema.ts"
import { readMessage } from "../../../lib/realtime/message.ts"
import type { TestMember } from "../../support/accounts.ts"
import { type OfferedCall, ProtocolAgent } from "../../support/protocol-agent.ts"
import type { ProductUnderTest } from "../global-setup.ts"
import { AppSession } from "./app-session.ts"

/** What the page does by itself. */
export type Habits = {
  /** Acknowledges offers as soon as they are announced. */
  acknowledges: boolean
  /** Tells the app when the softphone rings. */
  seesRing: boolean
  /** Takes every call that rings. */
  answers: boolean
}

/** Of `POST /api/phone/dial`. */
type DialAnswer = { call_id?: string; leg_id?: string; number?: string; code?: string; reason?: string }

type Events = { ring: [OfferedCall]; offered: [string]; answered: [OfferedCall]; phone: [PhoneRow] }

const beatEveryMs = 5_000
const rereadMs = 200

/**
 * An agent with everything but a screen: signed in to app and phone, heart beating, listening on their own topic, and
 * with a softphone at protocol level. All of it over the addresses a browser uses.
 */
export class AgentAtWork extends EventEmitter<Events> {
  readonly member: TestMember
  readonly session: AppSession
  readonly phone: ProtocolAgent
  readonly habits: Habits
  readonly #phoneSessionId: string
  readonly #seen = new Set<string>()
  readonly #offerOfLeg = new Map<string, string>()
  #channel: RealtimeChannel | null = null
  #beating: NodeJS.Timeout | null = null

  private constructor(
    member: TestMember,
    session: AppSession,
    phone: ProtocolAgent,
    phoneSessionId: string,
    habits: Habits,
  ) {
    super()
    this.member = member
    this.session = session
    this.phone = phone
    this.#phoneSessionId = phoneSessionId
    this.habits = habits
    phone.on("invite", (call) => void this.#rung(call))
  }

  /** Signs in to app and phone, which makes them available, and starts the softphone. */
  static async start(
    product: ProductUnderTest,
    member: TestMember,
    habits: Partial<Habits> = {},
  ): Promise<AgentAtWork> {
    const session = await AppSession.signIn(product, member)
    const { data, error } = await session.client.rpc("sign_in_phone", { p_password: member.phonePassword })
    if (error) throw new Error(error.message)
    const answer = await session.post("/api/phone/token")
    if (!answer.ok) throw new Error(`No token: ${await answer.text()}`)
    const { token } = (await answer.json()) as { token: string }
    const phone = await ProtocolAgent.connect(product.carrier.signalUrl, token)
    const { phone_session_id: phoneSessionId } = data as { phone_session_id: string }
    const agent = new AgentAtWork(member, session, phone, phoneSessionId, {
      acknowledges: true,
      seesRing: true,
      answers: false,
      ...habits,
    })
    agent.#beating = setInterval(() => void agent.#beat(), beatEveryMs)
    await agent.#listen()
    return agent
  }

  /** The next call that rings, or the one that does. */
  nextRing(timeoutMs?: number): Promise<OfferedCall> {
    return this.phone.nextInvite(timeoutMs)
  }

  /** The id of the next offer the page learns of. */
  async nextOffer(timeoutMs = 10_000): Promise<string> {
    const [offerId] = await once(this, "offered", { signal: AbortSignal.timeout(timeoutMs) })
    return offerId as string
  }

  /** What the member's topic says next of their phone that satisfies `isIt`. */
  async phoneSays(isIt: (phone: PhoneRow) => boolean, timeoutMs = 10_000): Promise<PhoneRow> {
    for await (const [phone] of on(this, "phone", { signal: AbortSignal.timeout(timeoutMs) })) {
      if (isIt(phone as PhoneRow)) return phone as PhoneRow
    }
    throw new Error("the topic has ended")
  }

  acknowledge(offerId: string): Promise<Response> {
    return this.session.post(`/api/phone/offers/${offerId}/acknowledge`)
  }

  decline(offerId: string): Promise<Response> {
    return this.session.post(`/api/phone/offers/${offerId}/decline`)
  }

  /** Asks the app to call what was typed, shown as that number of ours; once more with the same `attemptId` is the same. */
  async ask(typed: string, from: { phoneNumberId: string; ticketId?: string | null; attemptId?: string }) {
    const { phoneNumberId, ticketId = null, attemptId = randomUUID() } = from
    const body = { phone_number_id: phoneNumberId, typed, ticket_id: ticketId, attempt_id: attemptId }
    const response = await this.session.post("/api/phone/dial", body)
    return { status: response.status, body: (await response.json()) as DialAnswer }
  }

  /** Calls somebody as the page does: the app is asked, then the softphone connects the leg it was given. */
  async dial(typed: string, from: { phoneNumberId: string; ticketId?: string | null }) {
    const { status, body } = await this.ask(typed, from)
    if (!body.leg_id || !body.call_id) throw new Error(`${status} ${JSON.stringify(body)}`)
    const sid = await this.phone.dial({ leg: body.leg_id })
    return { callId: body.call_id, legId: body.leg_id, sid }
  }

  /** Ends a talk as the page does: the app is told, then the audio is cut. Whose audio ends without that word is waited for (K2). */
  async hangUp(call: OfferedCall): Promise<void> {
    await unlessDown(this.session.post("/api/phone/hangup", { leg_id: legOf(call) }))
    if (this.phone.talking.has(call.callSid)) this.phone.hangup(call.callSid)
  }

  /** The tab closes as a tab does: a beacon, then nothing. */
  async closeTab(): Promise<void> {
    await this.session.post("/api/phone/leave")
    await this.stop()
  }

  /** The page freezes: no heartbeat, no answer to anything, the softphone's connection cut. */
  async vanish(): Promise<void> {
    this.#stopBeating()
    await this.#channel?.unsubscribe()
    this.phone.drop()
  }

  async stop(): Promise<void> {
    this.#stopBeating()
    await this.session.client.removeAllChannels()
    await this.phone.close()
  }

  async #listen(): Promise<void> {
    const { client } = this.session
    await client.realtime.setAuth()
    const channel = client.channel(`member:${this.member.id}`, { config: { private: true } })
    this.#channel = channel
    let isListening = false
    await new Promise<void>((resolve, reject) => {
      channel
        .on("broadcast", { event: "change" }, ({ payload }) => this.#hear(payload))
        .subscribe((status, error) => {
          if (status === "SUBSCRIBED") resolve()
          else if (status !== "CLOSED") reject(error ?? new Error(status))
          // Joined anew: what was said meanwhile was not heard.
          if (status === "SUBSCRIBED" && isListening) void this.#look()
        })
    })
    isListening = true
    await this.#look()
  }

  /** What the page does with a message: the offer is in it. */
  #hear(payload: unknown): void {
    for (const { table, row } of readMessage(payload)?.changes ?? []) {
      if (table !== "phone" || row === null) continue
      const phone = phoneRow.parse(row)
      this.emit("phone", phone)
      if (phone.offer) void this.#see(phone.offer)
    }
  }

  /** What the page does when it begins to listen: it reads how things stand. */
  async #look(): Promise<void> {
    if (this.#beating === null) return
    const { data, error } = await this.session.client.rpc("own_phone")
    if (error && this.#beating !== null) {
      // A page reads again what it could not read; kept to itself, an offer let go would have no reason.
      console.error(`${this.member.name} could not read their phone: ${error.message}`)
      await sleep(rereadMs)
      return await this.#look()
    }
    const { row } = (data ?? {}) as { row?: { offer: { offer_id: string; leg_id: string } | null } }
    if (row?.offer) await this.#see({ id: row.offer.offer_id, legId: row.offer.leg_id })
  }

  async #see({ id, legId }: { id: string; legId: string }): Promise<void> {
    if (this.#seen.has(id) || this.#beating === null) return
    this.#seen.add(id)
    this.#offerOfLeg.set(legId, id)
    this.emit("offered", id)
    if (this.habits.acknowledges) await unlessDown(this.acknowledge(id))
  }

  async #rung(call: OfferedCall): Promise<void> {
    const offerId = this.#offerOfLeg.get(legOf(call))
    if (this.habits.seesRing && offerId) {
      await unlessDown(this.session.post(`/api/phone/offers/${offerId}/ringing`))
    }
    this.emit("ring", call)
    if (!this.habits.answers || !this.phone.ringing.has(call.callSid)) return
    this.phone.answer(call.callSid)
    this.emit("answered", call)
  }

  async #beat(): Promise<void> {
    const { error } = await this.session.client.rpc("beat", { p_phone_session_id: this.#phoneSessionId })
    if (error && this.#beating !== null) console.error(`${this.member.name} could not beat: ${error.message}`)
  }

  #stopBeating(): void {
    if (this.#beating) clearInterval(this.#beating)
    this.#beating = null
  }
}

/** The id of the leg that rings, which the provider hands on to the softphone. */
function legOf({ parameters }: OfferedCall): string {
  return new URLSearchParams(parameters.Params).get("leg") ?? ""
}

/** A page whose app does not answer stays as it is. */
async function unlessDown(request: Promise<Response>): Promise<void> {
  await request.catch((error: unknown) => {
    if (!(error instanceof TypeError)) throw error
  })
}
