import { beforeAll, describe, expect, test, vi } from "vitest"
import type { Instruction } from "@/supabase/functions/_shared/calls/decision"
import { renderApology, renderInstruction, renderMusic } from "./twiml"

vi.mock("@/lib/env", () => ({ environment: () => ({ APP_URL: "https://app.example.com" }) }))

let render: (instruction: Instruction) => string

beforeAll(() => {
  render = (instruction) =>
    renderInstruction(instruction, "ja").replace('<?xml version="1.0" encoding="UTF-8"?>', "")
})

describe("what the customer's leg is told", () => {
  test("a refusal that may cost speaks; one that may not rejects without answering (twilio.md 13)", () => {
    const refuse = { kind: "refuse", reason: "withheld_number" } as const
    expect(render({ ...refuse, say: { phrase: "withheld_number" } })).toMatch(
      /^<Response><Say language="ja-JP">.*番号.*<\/Say><Hangup\/><\/Response>$/,
    )
    expect(render({ ...refuse, say: null })).toBe('<Response><Reject reason="rejected"/></Response>')
  })

  test("[D1] a greeting is heard to its end before the queue is asked", () => {
    const document = render({
      kind: "say",
      legId: "1e9",
      say: [{ phrase: "recording_notice" }, { text: "お電話ありがとうございます。<&>", voice: "ja" }],
      step: "a-1",
    })
    expect(document).toMatch(/録音.*お電話ありがとうございます。&lt;&amp;&gt;<\/Say><Redirect method="POST">/)
    expect(document).toContain(
      "https://app.example.com/api/twilio/voice/wait?leg=1e9&amp;step=a-1</Redirect>",
    )
  })

  test("[S2] a menu ends with the first key, waits for one as long as it says, and asks also without", () => {
    const document = render({
      kind: "gather",
      legId: "1e9",
      say: [
        { text: "番号が違います。", voice: "ja" },
        { text: "Press 1.", voice: "en" },
      ],
      waitSeconds: 7,
      step: "f3-1",
    })
    for (const said of ['numDigits="1"', 'timeout="7"', 'finishOnKey=""', 'actionOnEmptyResult="true"'])
      expect(document).toContain(said)
    expect(document).toContain(
      '<Say language="ja-JP">番号が違います。</Say><Say language="en-US">Press 1.</Say>',
    )
    expect(document).toContain("leg=1e9&amp;step=f3-1")
  })

  test("[J3] a message is recorded after its greeting, reported as the audio of its stay, and asked after also when it is empty", () => {
    const document = render({
      kind: "record",
      callId: "c0ffee",
      legId: "1e9",
      stayId: "57a7",
      greeting: { text: "ご用件をお話しください。", voice: "ja" },
      maxSeconds: 120,
      step: "f4-1",
    })
    expect(document).toMatch(/ご用件をお話しください。<\/Say><Record /)
    for (const said of ['maxLength="120"', 'playBeep="true"', 'trim="do-not-trim"', "completed absent"])
      expect(document).toContain(said)
    expect(document).toContain("status/recording?call=c0ffee&amp;stay=57a7")
    expect(document).toMatch(/<Redirect method="POST">[^<]*step=f4-1<\/Redirect><\/Response>$/)
  })

  test("[D1] a greeting with characters that XML cannot carry is heard without them", () => {
    const document = render({
      kind: "say",
      legId: "1e9",
      say: [{ text: "お電話\u000bありが\u0000とう\ud800\uffffございます😀", voice: "ja" }],
      step: "a-1",
    })
    expect(document).toContain(">お電話ありがとうございます😀</Say>")
  })

  test("[K4] a turn of waiting names the next step, and is asked for even when no key is pressed", () => {
    const document = render({ kind: "wait", legId: "1e9", step: "a-2", position: null })
    expect(document).toContain('actionOnEmptyResult="true"')
    expect(document).toContain('action="https://app.example.com/api/twilio/voice/wait?leg=1e9&amp;step=a-2"')
    expect(document).toContain("<Play>https://app.example.com/sounds/waiting-music.wav</Play>")
  })

  test("who dials starts the conference, hears no music and leaves the others their talk (twilio.md 8)", () => {
    const leg = { callId: "ca11", legId: "1e9", stayId: "57a7", isRecorded: false }
    const document = render({ kind: "join_to_dial", ...leg })
    for (const said of [
      'startConferenceOnEnter="true"',
      'endConferenceOnExit="false"',
      'waitUrl=""',
      'beep="false"',
      'participantLabel="1e9"',
      ">57a7</Conference>",
    ])
      expect(document).toContain(said)
    expect(render({ kind: "join", ...leg })).toContain('startConferenceOnEnter="false"')
  })

  test("who has others before them hears the place once; who is next hears music", () => {
    expect(render({ kind: "wait", legId: "1e9", step: "a-1", position: 3 })).toContain("3番目")
    expect(render({ kind: "wait", legId: "1e9", step: "a-1", position: 1 })).not.toContain("番目")
  })

  test("the conference does not beep, waits for the agent, and outlives the customer's way back to the queue", () => {
    const join = { kind: "join", callId: "c0ffee", legId: "1e9", stayId: "57a7" } as const
    const document = render({ ...join, isRecorded: true })
    expect(document).toContain('beep="false"')
    expect(document).toContain('startConferenceOnEnter="false"')
    expect(document).toContain('endConferenceOnExit="false"')
    expect(document).toContain('participantLabel="1e9"')
    expect(document).toContain('record="record-from-start"')
    expect(document).toContain(
      'recordingStatusCallback="https://app.example.com/api/twilio/status/recording?call=c0ffee&amp;stay=57a7"',
    )
    expect(document).toContain(">57a7</Conference>")
    expect(render({ ...join, isRecorded: false })).not.toContain("record")
  })

  test("conference music holds nothing but what a wait document may hold (error 13238)", () => {
    expect(renderMusic()).toMatch(/<Response><Play loop="0">[^<]+<\/Play><\/Response>$/)
  })

  test("without an instruction there is no document, so that the provider goes to the fallback", () => {
    expect(() => render({ kind: "none" })).toThrow("no instruction")
    expect(renderApology()).toContain("申し訳ございません")
  })
})
