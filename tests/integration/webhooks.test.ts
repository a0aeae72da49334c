import { readdirSync } from "node:fs"
import { join } from "node:path"
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks"
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest"
import { freeCustomerNumber } from "../support/accounts.ts"
import { eventually } from "./support/eventually.ts"
import { callBecomes, leftBehind, memosOf } from "./support/tables.ts"
import { World } from "./support/world.ts"

const routes = join(import.meta.dirname, "../../app/api/twilio")

/** Paths of every webhook there is, from the folders on disk. */
function webhookPaths(): string[] {
  return readdirSync(routes, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => `/api/twilio/${file.replace(/\/route\.ts$/, "")}`)
}

function send(
  path: string,
  form: Record<string, string>,
  signature: string | null,
  method = "POST",
): Promise<Response> {
  const { appUrl } = inject("product")
  return fetch(`${appUrl}${path}`, {
    method,
    ...(method === "POST" ? { body: new URLSearchParams(form) } : {}),
    headers: signature === null ? {} : { "x-twilio-signature": signature },
  })
}

/** The signature of exactly this request, with the account's token or another. */
function sign(path: string, form: Record<string, string>, token?: string): string {
  const { appUrl, env } = inject("product")
  return getExpectedTwilioSignature(token ?? env.TWILIO_AUTH_TOKEN ?? "", `${appUrl}${path}`, form)
}

describe("every webhook", () => {
  test("there are some", () => {
    expect(webhookPaths().length).toBeGreaterThanOrEqual(10)
  })

  test.each(webhookPaths())("%s refuses what the provider has not signed exactly so", async (path) => {
    const form = {
      CallSid: `CA${"0".repeat(32)}`,
      CallStatus: "ringing",
      From: "+819012345678",
      To: "+81312345678",
    }
    const signature = sign(path, form)
    const forged = {
      "no signature": await send(path, form, null),
      "an empty signature": await send(path, form, ""),
      "a signature of another length": await send(path, form, "abc"),
      "another token": await send(path, form, sign(path, form, "f".repeat(32))),
      "a changed field": await send(path, { ...form, From: "+818000000000" }, signature),
      "an added field": await send(path, { ...form, Digits: "1" }, signature),
      "a changed address": await send(`${path}?step=a-1`, form, signature),
    }
    for (const [what, { status }] of Object.entries(forged)) expect(status, what).toBe(403)
    expect((await send(path, {}, sign(path, {}), "GET")).status).toBe(405)
  })
})

describe("a signed webhook that the provider would not send", () => {
  const uuid = "5f0d9a52-1f2b-4c9e-8f11-0e3b7f7b2d10"
  const sid = (prefix: string) => `${prefix}${"3".repeat(32)}`
  const call = { CallSid: sid("CA"), From: "+819012345678", To: "+81312345678", CallStatus: "completed" }
  const conference = { ConferenceSid: sid("CF"), StatusCallbackEvent: "conference-end", SequenceNumber: "1" }
  const without = (form: Record<string, string>, name: string) =>
    Object.fromEntries(Object.entries(form).filter(([key]) => key !== name))
  const turns = ["wait", "join", "goodbye"].map((place) => `voice/${place}`)

  test.each<[string, Record<string, string>]>([
    ["voice/inbound", without(call, "CallSid")],
    ["voice/inbound", { ...call, From: "+".repeat(300) }],
    ...turns.flatMap((place): [string, Record<string, string>][] => [
      [`${place}?step=a-1`, without(call, "CallSid")],
      [place, call],
      [`${place}?step=99999999999999999`, call],
      [`${place}?step=a-99999999999999999`, call],
      [`${place}?step=${"a".repeat(40)}-1`, call],
    ]),
    ["status/call", without(call, "CallSid")],
    [`voice/wait?leg=nope&step=a-1`, call],
    [`status/leg?leg=${uuid}`, without(call, "CallSid")],
    ["status/leg?leg=nope", call],
    ["status/leg", call],
    [`status/conference?call=nope&stay=${uuid}`, conference],
    [`status/conference?call=${uuid}&stay=nope`, conference],
    ["status/conference", conference],
    [`status/conference?call=${uuid}&stay=${uuid}`, without(conference, "ConferenceSid")],
    [
      `status/conference?call=${uuid}&stay=${uuid}`,
      {
        ...conference,
        StatusCallbackEvent: "participant-join",
        ParticipantLabel: "nope",
        CallSid: sid("CA"),
      },
    ],
    [`status/recording?call=${uuid}&stay=${uuid}`, { RecordingStatus: "completed" }],
    [`status/recording?call=nope&stay=${uuid}`, { RecordingSid: sid("RE"), RecordingStatus: "completed" }],
  ])("%s %j is 400", async (place, form) => {
    const path = `/api/twilio/${place}`
    expect((await send(path, form, sign(path, form))).status).toBe(400)
  })

  test("the fallback, which is the last to speak, apologises even then", async () => {
    const form = { ErrorCode: "11200", ErrorUrl: "https://app.example.com/api/twilio/voice/wait?step=nope" }
    const path = "/api/twilio/voice/fallback"
    const answer = await send(path, form, sign(path, form))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain("<Hangup/>")
  })
})

describe("[K4] the provider's reports", () => {
  let world: World

  beforeEach(async () => {
    world = await World.open({ offerSeconds: 8 })
  })
  afterEach(async () => {
    await world.carrier.setFaults({})
    await world.close()
  })

  /** Nothing of the account's calls is on its way any more: no leg lives, and no callback waits or is held back. */
  async function everythingDelivered(): Promise<void> {
    const ask = async () => {
      const { calls, pendingWebhooks } = await world.carrier.state()
      const numbers = [world.account.inbox().number]
      const alive = calls.filter(({ to, from }) => numbers.includes(to) || numbers.includes(from))
      return { alive: alive.length, pendingWebhooks }
    }
    await eventually(ask, ({ alive, pendingWebhooks }) => alive + pendingWebhooks === 0)
  }

  test("the same arrival twice is one call with one ticket and gets the same answer", async () => {
    await world.agent("first")
    const form = {
      CallSid: `CA${crypto.randomUUID().replaceAll("-", "")}`,
      From: freeCustomerNumber(),
      To: world.account.inbox().number,
      CallStatus: "ringing",
    }
    const path = "/api/twilio/voice/inbound"
    const answers = await Promise.all([1, 2, 3].map(() => send(path, form, sign(path, form))))
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(new Set(bodies).size).toBe(1)
    const { rows } = await world.db.query("select id from public.calls where account_id = $1", [
      world.account.id,
    ])
    expect(rows).toHaveLength(1)
    const status = { ...form, CallStatus: "completed" }
    await send("/api/twilio/status/call", status, sign("/api/twilio/status/call", status))
    await callBecomes(world.db, form.CallSid, ({ state }) => state === "ended")
    const { rows: tickets } = await world.db.query("select from public.tickets where account_id = $1", [
      world.account.id,
    ])
    expect(tickets).toHaveLength(1)
  })

  test("[K11] the fallback gives the answer that was lost, and apologises for one that was itself at fault", async () => {
    await world.agent("first", { acknowledges: false })
    const form = {
      CallSid: `CA${crypto.randomUUID().replaceAll("-", "")}`,
      From: freeCustomerNumber(),
      To: world.account.inbox().number,
      CallStatus: "in-progress",
    }
    const path = "/api/twilio/voice/inbound"
    const first = await (await send(path, form, sign(path, form))).text()
    const fallback = async (code: string) => {
      const failed = { ...form, ErrorCode: code, ErrorUrl: `${inject("product").appUrl}${path}` }
      const answer = await send(
        "/api/twilio/voice/fallback",
        failed,
        sign("/api/twilio/voice/fallback", failed),
      )
      return { status: answer.status, body: await answer.text() }
    }
    expect(await fallback("11205")).toEqual({ status: 200, body: first })
    const apology = await fallback("12100")
    expect(apology.status).toBe(200)
    expect(apology.body).toMatch(/申し訳ございません.*<Hangup\/>/)
    const status = { ...form, CallStatus: "completed" }
    await send("/api/twilio/status/call", status, sign("/api/twilio/status/call", status))
  })

  test("all of them twice, late and in disorder change nothing about a conversation", async () => {
    await world.carrier.setFaults({
      seed: 7,
      webhooks: { duplicate: 1, reorder: 0.5, delay: 0.5, delayMs: 400 },
    })
    const first = await world.agent("first", { answers: true })
    const { sid } = await world.call()
    const talking = await callBecomes(world.db, sid, ({ state }) => state === "talking", 20_000)
    await world.carrier.act(sid, { hangup: true })
    const ended = await callBecomes(world.db, sid, ({ state }) => state === "ended")
    expect(ended).toMatchObject({ outcome: "answered", reason: null })
    expect(talking.offers.filter(({ state }) => state === "accepted")).toHaveLength(1)
    expect(await memosOf(world.db, ended.id)).toMatchObject([
      { kind: "call_memo", member_id: first.member.id },
    ])
    await everythingDelivered()
    const later = await callBecomes(world.db, sid, () => true)
    expect(later).toMatchObject({ state: "ended", outcome: "answered", version: ended.version })
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })

  test("that are lost do not leave a call behind when the customer's end was among them", async () => {
    await world.agent("first", { answers: true })
    const { sid } = await world.call()
    await callBecomes(world.db, sid, ({ state }) => state === "talking")
    await world.carrier.setFaults({ webhooks: { drop: 1 } })
    await world.carrier.act(sid, { hangup: true })
    // The provider is asked every minute whether the call still exists; the test brings that minute forward.
    await world.db.query(
      "update public.call_effects set next_attempt_at = now() where account_id = $1 and kind = 'check_leg'",
      [world.account.id],
    )
    await callBecomes(world.db, sid, ({ state }) => state === "ended")
    expect(await leftBehind(world.db, world.account.id)).toEqual([])
  })
})
