import { readdirSync } from "node:fs"
import { join } from "node:path"
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks"
import { beforeEach, describe, expect, test, vi } from "vitest"
import type { RoutingRequest } from "@/supabase/functions/_shared/calls/events"

const origin = "https://app.example.com"
const token = "t".repeat(32)
vi.mock("@/lib/env", () => ({ environment: () => ({ APP_URL: origin, TWILIO_AUTH_TOKEN: token }) }))
vi.mock("@/lib/supabase/service", () => ({ serviceClient: () => null }))
/** What reached the decision. */
const brought: RoutingRequest[] = []
vi.mock("@/lib/calls/routing/bring-event", () => ({
  bringEvent: async (request: RoutingRequest) => {
    brought.push(request)
    return { instruction: { kind: "hang_up" }, language: "ja" }
  },
}))

const logged = vi.spyOn(console, "error").mockImplementation(() => undefined)
const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined)
beforeEach(() => {
  brought.length = 0
  logged.mockClear()
  warned.mockClear()
})

type Fields = Record<string, string>
/** `needs`: what it means nothing without. */
type Example = { form: Fields; query?: Fields; event: string | null; needs: string[] }

const CallSid = `CA${"1".repeat(32)}`
const ConferenceSid = `CF${"2".repeat(32)}`
const RecordingSid = `RE${"3".repeat(32)}`
const call = "5f0d9a52-1f2b-4c9e-8f11-0e3b7f7b2d10"
const stay = "7c2f9a52-1f2b-4c9e-8f11-0e3b7f7b2d11"
const leg = "0b4d7c1e-6a55-4f0e-9d3c-2f6f5e1a7b90"
const parties = { From: "+819012345678", To: "+81312345678" }
/** A request of the provider at each of its addresses, and what it means. */
const examples: Record<string, Example> = {
  "voice/inbound": { form: { CallSid, ...parties }, event: "inbound_arrived", needs: ["CallSid"] },
  "voice/wait": {
    form: { CallSid },
    query: { leg, step: "a-1" },
    event: "leg_turn",
    needs: ["CallSid", "step"],
  },
  "voice/join": {
    form: { CallSid },
    query: { leg, step: "v7-1" },
    event: "leg_turn",
    needs: ["CallSid", "step"],
  },
  "voice/goodbye": {
    form: { CallSid },
    query: { leg, step: "x-1" },
    event: "leg_turn",
    needs: ["CallSid", "step"],
  },
  "voice/outgoing": {
    form: { CallSid, From: "client:m_0b4d7c1e6a554f0e9d3c2f6f5e1a7b90", To: "", leg },
    event: "dial_turn",
    needs: ["CallSid", "From", "leg"],
  },
  "voice/music": { form: {}, event: null, needs: [] },
  "voice/fallback": {
    form: { CallSid, ...parties, ErrorCode: "11205", ErrorUrl: `${origin}/api/twilio/voice/inbound` },
    event: "inbound_arrived",
    needs: [],
  },
  "status/call": {
    form: { CallSid, CallStatus: "completed", SequenceNumber: "3", ...parties },
    event: "leg_ended",
    needs: ["CallSid"],
  },
  "status/leg": {
    form: { CallSid, CallStatus: "busy", SequenceNumber: "1" },
    query: { leg },
    event: "leg_ended",
    needs: ["CallSid", "leg"],
  },
  "status/conference": {
    form: { ConferenceSid, CallSid, StatusCallbackEvent: "conference-end", SequenceNumber: "4" },
    query: { call, stay },
    event: "stay_ended",
    needs: ["ConferenceSid", "call", "stay"],
  },
  "status/recording": {
    form: { RecordingSid, RecordingStatus: "completed" },
    query: { call, stay },
    event: "recording_ready",
    needs: ["RecordingSid", "call", "stay"],
  },
}

const routes = join(import.meta.dirname, "../../app/api/twilio")
const paths = readdirSync(routes, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("/route.ts"))
  .map((file) => file.replace("/route.ts", ""))

function exampleOf(path: string): Example {
  const example = examples[path]
  if (!example) throw new Error(`no example of ${path}`)
  return example
}

type Sent = { form: Fields; query?: Fields }

function addressOf(path: string, query: Fields = {}): string {
  const search = new URLSearchParams(query).toString()
  return `${origin}/api/twilio/${path}${search && `?${search}`}`
}

async function post(path: string, request: Request): Promise<Response> {
  const { POST } = (await import(join(routes, path, "route.ts"))) as {
    POST: (request: Request) => Promise<Response>
  }
  return await POST(request)
}

/** Sends it signed, as the provider does. */
function send(path: string, { form, query }: Sent): Promise<Response> {
  const address = addressOf(path, query)
  const headers = { "x-twilio-signature": getExpectedTwilioSignature(token, address, form) }
  return post(path, new Request(address, { method: "POST", body: new URLSearchParams(form), headers }))
}

/** `sent` without that parameter, or with another value of it. */
function changed({ form, query }: Example, name: string, value: string | undefined): Sent {
  const part = (fields: Fields) =>
    Object.fromEntries(
      Object.entries({ ...fields, ...(name in fields ? { [name]: value } : {}) }).filter(
        (field): field is [string, string] => field[1] !== undefined,
      ),
    )
  return { form: part(form), query: part(query ?? {}) }
}

test("there is an example of every webhook", () => {
  expect(paths.sort()).toEqual(Object.keys(examples).sort())
})

test.each(Object.entries(examples))("%s is understood", async (path, example) => {
  const answer = await send(path, example)
  expect(answer.status).toBe(path.startsWith("status/") ? 204 : 200)
  expect(brought.map(({ event }) => event.kind)).toEqual(example.event === null ? [] : [example.event])
  expect(path === "voice/fallback" || logged.mock.calls.length === 0).toBe(true)
})

/** No value of any parameter: none, nothing, and more than anybody's; ids of our own and steps have a form besides. */
const malformed = [undefined, "", "x".repeat(300)]
const formless = ["nope", "99999999999999999", "\u0000", "a\nb"]
const ours = ["step", "leg", "call", "stay"]

const refused = Object.entries(examples).flatMap(([path, { needs }]) =>
  needs.map((name) => [path, name, ours.includes(name) ? [...malformed, ...formless] : malformed] as const),
)

test.each(refused)(
  "%s is refused with one line in the log without a proper %s",
  async (path, name, values) => {
    for (const value of values) {
      warned.mockClear()
      const answer = await send(path, changed(exampleOf(path), name, value))
      expect([answer.status, brought], JSON.stringify(value)).toEqual([400, []])
      expect(warned.mock.calls).toHaveLength(1)
      const line = String(warned.mock.calls[0]?.join(" "))
      expect(line).toContain(`/api/twilio/${path}`)
      expect(line).not.toContain("\n")
    }
  },
)

const inherited = ["constructor", "hasownproperty", "toString", "__proto__", "valueOf"]

test.each(inherited)("[K4] a status called %s ends no call and no leg", async (word) => {
  for (const path of ["status/call", "status/leg"]) {
    expect((await send(path, changed(exampleOf(path), "CallStatus", word))).status).toBe(204)
  }
  expect(brought).toEqual([])
})

test.each(["CallSid", "ErrorUrl", "ErrorCode", "To"])(
  "[K11] the fallback apologises whatever is wrong with %s",
  async (name) => {
    for (const value of [
      ...malformed,
      ...formless,
      `${origin}/api/twilio/voice/wait?step=99999999999999999`,
    ]) {
      const answer = await send("voice/fallback", changed(exampleOf("voice/fallback"), name, value))
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain("<Response>")
    }
  },
)

describe.each(paths)("%s", (path) => {
  const unread = () => {
    let taken = 0
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          taken++
          controller.enqueue(new TextEncoder().encode("a=1&".repeat(256)))
        },
      },
      { highWaterMark: 0 },
    )
    return { body, taken: () => taken }
  }

  test("refuses unread what bears no signature", async () => {
    const { body, taken } = unread()
    const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" }
    const answer = await post(path, new Request(addressOf(path), init))
    expect([answer.status, taken()]).toEqual([403, 0])
  })

  test("reads 64 KB of a signed request and no more", async () => {
    const { body, taken } = unread()
    const headers = { "x-twilio-signature": "c2lnbmF0dXJl" }
    const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half", headers }
    const answer = await post(path, new Request(addressOf(path), init))
    expect([answer.status, taken()]).toEqual([413, 65])
  })

  test("takes no form of more than 200 fields, signed or not", async () => {
    const many = (fields: number) =>
      Object.fromEntries(Array.from({ length: fields }, (_, index) => [`Field${index}`, "1"]))
    expect((await send(path, { form: many(201) })).status).toBe(413)
    expect((await send(path, { form: many(200) })).status).not.toBe(413)
  })
})

test("a field that comes twice is signed with both values", async () => {
  const address = addressOf("voice/music")
  const fields = { Extra: ["b", "a"], Other: "1" }
  const headers = { "x-twilio-signature": getExpectedTwilioSignature(token, address, fields) }
  const body = new URLSearchParams("Extra=b&Other=1&Extra=a")
  expect((await post("voice/music", new Request(address, { method: "POST", body, headers }))).status).toBe(
    200,
  )
})

test("[A13] a softphone's test call hears music and ends, without anybody's decision; nobody else's does", async () => {
  const { form } = exampleOf("voice/outgoing")
  const test = { CallSid, From: form.From ?? "", To: "", preflight: "yes" }
  const answer = await send("voice/outgoing", { form: test })
  expect(await answer.text()).toMatch(
    /<Response><Play>[^<]+waiting-music\.wav<\/Play><Hangup\/><\/Response>$/,
  )
  expect(brought).toEqual([])
  // A telephone is no softphone, whatever it says of itself: its call is one to decide, and says nothing that could be.
  expect((await send("voice/outgoing", { form: { ...test, From: parties.From } })).status).toBe(400)
})
