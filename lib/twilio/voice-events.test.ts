import { describe, expect, test } from "vitest"
import { routingRequest } from "@/supabase/functions/_shared/calls/events"
import { identityOf } from "./identity"
import { arrivalOf, dialTurnOf, failedRequestOf, turnOf } from "./voice-events"

const CA = `CA${"1".repeat(32)}`
const form = { CallSid: CA, From: "+819012345678", To: "+81312345678" }
const signed = (fields: Record<string, string>, query = "") => ({
  form: new URLSearchParams(fields),
  query: new URLSearchParams(query),
})

describe("[K4] the key of a request of the customer's leg", () => {
  test("is the call's for its arrival, and the step's for a turn", () => {
    expect(arrivalOf(signed(form)).key).toBe(`${CA}:inbound`)
    expect(turnOf("wait")(signed(form, "step=a-2")).key).toBe(`${CA}:wait:a-2`)
    expect(turnOf("wait")(signed(form, "step=a-3")).key).not.toBe(
      turnOf("wait")(signed(form, "step=a-2")).key,
    )
    expect(turnOf("join")(signed(form, "step=a-2")).key).not.toBe(
      turnOf("wait")(signed(form, "step=a-2")).key,
    )
  })
})

test("a turn names the leg whose address was asked at; an address without one leaves it to the provider's name", () => {
  const leg = "0b4d7c1e-6a55-4f0e-9d3c-2f6f5e1a7b90"
  const turn = {
    kind: "leg_turn",
    providerLegId: CA,
    asks: "wait",
    step: "a-2",
    key: null,
    recordedSeconds: null,
  }
  expect(turnOf("wait")(signed(form, `leg=${leg}&step=a-2`)).event).toEqual({ ...turn, legId: leg })
  expect(turnOf("wait")(signed(form, "step=a-2")).event).toEqual({ ...turn, legId: null })
})

test("[S2][J3] a turn tells what was pressed, and how long the message was", () => {
  expect(turnOf("wait")(signed({ ...form, Digits: "#" }, "step=f3-1")).event).toMatchObject({ key: "#" })
  expect(turnOf("wait")(signed({ ...form, RecordingDuration: "12" }, "step=f3-1")).event).toMatchObject({
    recordedSeconds: 12,
  })
  expect(turnOf("wait")(signed({ ...form, Digits: "" }, "step=f3-1")).event).toMatchObject({ key: null })
})

describe("[C4] a softphone's own call", () => {
  const leg = "0b4d7c1e-6a55-4f0e-9d3c-2f6f5e1a7b90"
  const member = "5f0d9a52-1f2b-4c9e-8f11-0e3b7f7b2d10"
  const own = { CallSid: CA, From: `client:${identityOf(member)}`, To: "", leg }

  test("is its leg's first question, whose member the provider names", () => {
    expect(dialTurnOf(signed(own))).toEqual({
      key: `${CA}:dial`,
      event: { kind: "dial_turn", legId: leg, providerLegId: CA, memberId: member },
    })
  })

  test.each(["client:m_1", "client:agent", `m_${"0".repeat(32)}`, "+819012345678", ""])(
    "from «%s» is nobody's",
    (From) => expect(routingRequest.safeParse(dialTurnOf(signed({ ...own, From }))).success).toBe(false),
  )

  test("what it says of a number to call is not looked at", () => {
    expect(JSON.stringify(dialTurnOf(signed({ ...own, To: "+14155550123" })))).not.toContain("+1415")
  })

  test("[K11] is asked again at the fallback address with the key it had", () => {
    const ErrorUrl = "https://app.example.com/api/twilio/voice/outgoing"
    expect(failedRequestOf(signed({ ...own, ErrorCode: "11205", ErrorUrl }))).toEqual(dialTurnOf(signed(own)))
  })
})

describe("[K11] at the fallback address", () => {
  const failed = (url: string, code = "11205") =>
    failedRequestOf(
      signed({ ...form, ErrorCode: code, ErrorUrl: `https://app.example.com/api/twilio/voice/${url}` }),
    )

  test("the failed question is asked again with the key it had", () => {
    expect(failed("inbound")).toEqual(arrivalOf(signed(form)))
    expect(failed("wait?step=v7-4")).toEqual(turnOf("wait")(signed(form, "step=v7-4")))
    expect(failed("join?step=v9-1")).toEqual(turnOf("join")(signed(form, "step=v9-1")))
  })

  test("an answer that was itself at fault is not asked for again", () => {
    expect(failed("inbound", "12100")).toBeNull()
  })

  test("an address that is none of ours, or no address, is nothing to ask", () => {
    expect(failed("music")).toBeNull()
    expect(failedRequestOf(signed({ ...form, ErrorCode: "11200", ErrorUrl: "" }))).toBeNull()
  })
})
