import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { consultSchema, holdSchema, legSchema, pauseSchema, transferSchema } from "@/lib/calls/schema"
import { phoneApi } from "./phone-api"

const [own, other] = ["5c1f4be0-3f5c-4a5e-9d0a-1b1a2c3d4e5f", "6c1f4be0-3f5c-4a5e-9d0a-1b1a2c3d4e5f"]
let sent: { path: string; body: unknown }[]
let answer: () => Response

beforeEach(() => {
  sent = []
  answer = () => new Response(null, { status: 204 })
  vi.stubGlobal("fetch", async (path: string, { body }: { body: string }) => {
    sent.push({ path, body: JSON.parse(body) })
    return answer()
  })
})
afterEach(() => vi.unstubAllGlobals())

describe("what a page asks of a call", () => {
  test.each([
    ["[F1] hold", () => phoneApi.hold(own, true), "hold", holdSchema, { is_held: true }],
    ["[D3] a pause", () => phoneApi.pause(own, false), "recording", pauseSchema, { is_paused: false }],
    [
      "[F2] a colleague",
      () => phoneApi.consult(own, { memberId: other }),
      "consult",
      consultSchema,
      { target: { member_id: other } },
    ],
    [
      "[G1] a telephone",
      () => phoneApi.consult(own, { typed: "06-1234-5678" }),
      "consult",
      consultSchema,
      { target: { typed: "06-1234-5678" } },
    ],
    [
      "[F3] a queue",
      () => phoneApi.transfer(own, { queueId: other }),
      "transfer",
      transferSchema,
      { target: { queue_id: other } },
    ],
    ["[F4] a cancel", () => phoneApi.cancel(own), "cancel", legSchema, {}],
    ["[K2] a resume", () => phoneApi.resume(own), "resume", legSchema, {}],
  ] as const)("%s is sent as the endpoint takes it", async (_, ask, path, schema, rest) => {
    await ask()
    expect(sent.map((one) => one.path)).toEqual([`/api/phone/${path}`])
    expect(schema.parse(sent[0]?.body)).toEqual({ leg_id: own, ...rest })
  })

  test("[F2] is refused with the reason, for whoever has to say it", async () => {
    answer = () => Response.json({ code: "request_refused", reason: "after_call" }, { status: 409 })
    await expect(phoneApi.consult(own, { memberId: other })).rejects.toMatchObject({
      code: "request_refused",
      detail: "after_call",
    })
  })
})
