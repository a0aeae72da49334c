import { describe, expect, test } from "vitest"
import { block, flowOf, queueId, speech, surroundings } from "../../../../tests/support/flows.ts"
import type { Fault } from "./faults.ts"
import type { Block, FlowDefinition } from "./schema.ts"
import { templateFlow } from "./template.ts"
import { type FlowSurroundings, validate } from "./validate.ts"

const end = block("hangup", "end")
const queue = (changes: Partial<Extract<Block, { kind: "queue" }>> = {}) =>
  block("queue", "queue", { overflow: "end", ...changes })
const menu = (changes: Partial<Extract<Block, { kind: "menu" }>> = {}) =>
  block("menu", "menu", {
    keys: [{ key: "1", next: "end" }],
    noInput: { say: null, next: "end" },
    wrongInput: { say: null, next: "end" },
    ...changes,
  })

function faultsOf(flow: FlowDefinition, around: Partial<FlowSurroundings> = {}): Fault[] {
  return validate(flow, surroundings(around)).faults
}

/** One fault, as an error that keeps the version from being published. */
function expectFault(flow: FlowDefinition, fault: object, around: Partial<FlowSurroundings> = {}): void {
  const result = validate(flow, surroundings(around))
  expect(result.faults).toContainEqual({ severity: "error", ...fault })
  expect(result.isPublishable).toBe(false)
}

const good = flowOf([queue(), end])

test("[S2] a flow of every block, whole and in surroundings that fit, has no fault", () => {
  const everything = flowOf([
    block("number_check", "check", {
      blocked: { numbers: ["+819011112222"], next: "end" },
      important: { numbers: ["+819033334444"], next: "queue" },
      otherwise: "hours",
    }),
    block("hours", "hours", { open: "hello", closed: "voicemail" }),
    block("announce", "hello", { next: "menu" }),
    menu({
      keys: [
        { key: "1", next: "queue" },
        { key: "2", next: "external" },
        { key: "9", next: "menu" },
      ],
    }),
    block("external", "external", { unanswered: "voicemail" }),
    queue({ overflow: "voicemail", exits: [{ key: "1", next: "voicemail" }] }),
    block("voicemail", "voicemail"),
    end,
  ])
  expect(validate(everything, surroundings())).toEqual({ flow: everything, faults: [], isPublishable: true })
})

describe("[S2] the fault and its block are named:", () => {
  test("nothing leads to it", () => {
    expectFault(flowOf([queue(), block("announce", "lost", { next: "end" }), end]), {
      block: "lost",
      fault: "unreachable",
    })
  })

  test("what only the limit leads to is not unreachable", () => {
    expect(faultsOf(flowOf([queue(), end, block("hangup", "too-long")]))).toEqual([])
  })

  test("an exit that leads nowhere, or to what is not there", () => {
    const missing = { block: "queue", fault: "missing_target", exit: "overflow" }
    expectFault(flowOf([queue({ overflow: null }), end]), missing)
    expectFault(flowOf([queue({ overflow: "gone" }), end]), missing)
    expectFault(flowOf([menu({ keys: [{ key: "5", next: null }] }), end]), {
      block: "menu",
      fault: "missing_target",
      exit: "key 5",
    })
    const ofVersion = { block: null, fault: "missing_target" }
    expectFault({ ...good, start: null }, { ...ofVersion, exit: "start" })
    expectFault({ ...good, overflow: "gone" }, { ...ofVersion, exit: "overflow" })
  })

  test("no way from it comes to an end", () => {
    const flow = flowOf([
      menu({ keys: [{ key: "1", next: "round" }] }),
      block("announce", "round", { next: "again" }),
      block("announce", "again", { next: "round" }),
      end,
    ])
    expectFault(flow, { block: "round", fault: "no_end" })
    expectFault(flow, { block: "again", fault: "no_end" })
    expect(faultsOf(flow).filter(({ fault }) => fault === "no_end")).toHaveLength(2)
  })

  test("a loop without the caller's choice, even one that has a way out", () => {
    const flow = flowOf([
      queue({ overflow: "sorry", exits: [{ key: "1", next: "end" }] }),
      block("announce", "sorry", { next: "queue" }),
      end,
    ])
    expectFault(flow, { block: "queue", fault: "endless_loop" })
    expectFault(flow, { block: "sorry", fault: "endless_loop" })
    expectFault(flowOf([block("announce", "hello", { next: "hello" }), end]), {
      block: "hello",
      fault: "endless_loop",
    })
  })

  test("a menu whose silence leads back to it", () => {
    const flow = flowOf([menu({ noInput: { say: null, next: "menu" } }), end])
    expectFault(flow, { block: "menu", fault: "endless_loop" })
  })

  test("a loop by a key is the caller's own", () => {
    expect(faultsOf(flowOf([menu({ keys: [{ key: "9", next: "menu" }] }), end]))).toEqual([])
  })

  test("what the limit leads to makes one wait, or choose", () => {
    const flow = flowOf([block("announce", "hello", { next: "queue" }), queue(), end], { overflow: "hello" })
    expectFault(flow, { block: "queue", fault: "overflow_waits" })
    const withMenu = flowOf([menu(), end], { overflow: "menu" })
    expectFault(withMenu, { block: "menu", fault: "overflow_waits" })
  })

  test("two blocks of one name, one key or one day twice, a menu without keys", () => {
    expectFault(flowOf([queue(), end, end]), { block: "end", fault: "same_id" })
    expectFault(
      flowOf([
        menu({
          keys: [
            { key: "1", next: "end" },
            { key: "1", next: "menu" },
          ],
        }),
        end,
      ]),
      {
        block: "menu",
        fault: "same_key",
        key: "1",
      },
    )
    const callback = { key: "1" as const, say: speech("折り返します。") }
    expectFault(flowOf([queue({ exits: [{ key: "1", next: "end" }], callback }), end]), {
      block: "queue",
      fault: "same_key",
      key: "1",
    })
    const day = { day: "2027-01-01", name: "元日" }
    expectFault(
      flowOf([block("hours", "hours", { open: "end", closed: "end", holidays: [day, day] }), end]),
      {
        block: "hours",
        fault: "same_day",
        day: "2027-01-01",
      },
    )
    expectFault(flowOf([menu({ keys: [] }), end]), { block: "menu", fault: "no_keys" })
  })

  test("audio that is not there, for music too", () => {
    const audioId = "0d5dca29-6a3f-4b7c-8a59-6f0f6f3e7f11"
    const hello = block("announce", "hello", { say: speech("ようこそ。", { audioId }), next: "end" })
    expectFault(flowOf([hello, end]), { block: "hello", fault: "unknown_audio", audioId })
    expectFault(flowOf([queue({ musicId: audioId }), end]), {
      block: "queue",
      fault: "unknown_audio",
      audioId,
    })
    expect(faultsOf(flowOf([hello, end]), { audioIds: [audioId] })).toEqual([])
  })
})

describe("[A3] the voicemail block", () => {
  const flow = flowOf([queue({ overflow: "voicemail" }), block("voicemail", "voicemail"), end])

  test("is refused without pro course and flow customisation", () => {
    expectFault(flow, { block: "voicemail", fault: "voicemail_locked" }, { hasVoicemail: false })
    expect(faultsOf(flow)).toEqual([])
  })
})

describe("[E7] the queue's agents and the inbox of the number", () => {
  const inbox = { id: "b0d1a8c6-7d2b-4b0e-9a55-1f1f0b7c9a01", name: "サポート" }
  const sato = { name: "佐藤", canAnswer: true, inboxIds: [inbox.id] }
  const suzuki = { name: "鈴木", canAnswer: true, inboxIds: [] }
  const gone = { name: "田中", canAnswer: false, inboxIds: [] }

  test("who lacks a role in it is named, and the version may be published", () => {
    const queues = [{ id: queueId, agents: [sato, suzuki, gone] }]
    expect(validate(good, surroundings({ queues }))).toMatchObject({
      faults: [
        {
          block: "queue",
          severity: "warning",
          fault: "agents_without_role",
          inbox: "サポート",
          agents: ["鈴木"],
        },
      ],
      isPublishable: true,
    })
  })

  test("when nobody could ever be offered a call, it may not", () => {
    const nobody = { block: "queue", fault: "nobody_in_queue", inbox: "サポート" }
    expectFault(good, nobody, { queues: [{ id: queueId, agents: [suzuki, gone] }] })
    expectFault(good, nobody, { queues: [{ id: queueId, agents: [gone] }] })
    expectFault(good, nobody, { queues: [{ id: queueId, agents: [] }] })
  })

  test("each inbox whose number comes here counts", () => {
    const numbers = [
      { number: "+81312345678", mayCall0800: true, inbox },
      { number: "+815012345678", mayCall0800: true, inbox: { id: "other", name: "修理" } },
    ]
    expectFault(good, { block: "queue", fault: "nobody_in_queue", inbox: "修理" }, { numbers })
  })

  test("a queue that is not there, or not chosen yet", () => {
    expectFault(good, { block: "queue", fault: "unknown_queue" }, { queues: [] })
    expectFault(flowOf([queue({ queueId: null }), end]), { block: "queue", fault: "unknown_queue" })
  })
})

describe("[A5][A7][A14] an external number", () => {
  const to = (number: string) => flowOf([block("external", "external", { number, unanswered: "end" }), end])
  const inbox = { id: "b0d1a8c6-7d2b-4b0e-9a55-1f1f0b7c9a01", name: "サポート" }
  const from050 = { number: "+815012345678", mayCall0800: false, inbox }

  test.each([
    ["+1 212 555 0100", "overseas"],
    ["110", "emergency_number"],
    ["118", "emergency_number"],
    ["119", "emergency_number"],
    ["104", "directory_enquiries"],
    ["117", "talking_clock"],
    ["171", "disaster_message_board"],
    ["177", "weather_forecast"],
    ["0570-000-000", "navi_dial"],
    ["0990-500-000", "paid_information"],
    ["184-03-9876-5432", "caller_id_prefix"],
    ["186-03-9876-5432", "caller_id_prefix"],
    ["", "unreadable_number"],
    ["03-1234-5678", "own_number"],
  ])("%j is refused: %s", (number, reason) => {
    expectFault(to(number), { block: "external", fault: "not_dialable", reason, shown: "+81312345678" })
  })

  test("from 050 to 0120 is refused, to 0800 where the number says so, from 03 neither", () => {
    const refused = { block: "external", fault: "not_dialable", reason: "toll_free_from_050" }
    const numbers = [from050]
    expectFault(to("0120-000-000"), { ...refused, shown: from050.number }, { numbers })
    expectFault(to("0800-000-0000"), { ...refused, shown: from050.number }, { numbers })
    expect(faultsOf(to("0800-000-0000"), { numbers: [{ ...from050, mayCall0800: true }] })).toEqual([])
    expect(faultsOf(to("0120-000-000"))).toEqual([])
  })

  test("where no number comes here yet, what every number refuses is refused", () => {
    const around = { numbers: [] }
    expectFault(
      to("110"),
      { block: "external", fault: "not_dialable", reason: "emergency_number", shown: null },
      around,
    )
    expect(faultsOf(to("03-9876-5432"), around)).toEqual([])
  })
})

describe("[S2] what is written as no flow is", () => {
  test.each([
    ["nothing", null, null, ""],
    ["a list", [], null, ""],
    ["no blocks", { ...good, blocks: [] }, null, "blocks"],
    ["a time zone that is none", { ...good, timeZone: "Asia/Edo" }, null, "timeZone"],
    ["a block of no kind", { ...good, blocks: [{ ...queue(), kind: "fax" }] }, "queue", "blocks.0.kind"],
    [
      "a text that cannot be spoken",
      { ...good, blocks: [queue(), block("hangup", "end", { say: speech("お電話\u000bです") })] },
      "end",
      "blocks.1.say.text",
    ],
    [
      "hours that close before they open",
      {
        ...good,
        blocks: [block("hours", "hours", { opening: [{ weekday: 1, opens: "18:00", closes: "09:00" }] })],
      },
      "hours",
      "blocks.0.opening.0.closes",
    ],
    [
      "a day that does not exist",
      { ...good, blocks: [block("hours", "hours", { holidays: [{ day: "2027-02-29", name: "休業" }] })] },
      "hours",
      "blocks.0.holidays.0.day",
    ],
    ["more than is known", { ...good, blocks: [{ ...end, colour: "red" }] }, "end", "blocks.0"],
  ])("%s", (_name, definition, named, path) => {
    const { flow, faults, isPublishable } = validate(definition, surroundings())
    expect(flow).toBeNull()
    expect(isPublishable).toBe(false)
    expect(faults).toContainEqual(expect.objectContaining({ block: named, fault: "malformed", path }))
  })
})

describe("[S1] the template", () => {
  const settings = {
    timeZone: "Asia/Tokyo",
    voice: "ja" as const,
    opening: [{ weekday: 1, opens: "09:00", closes: "18:00" }],
    holidays: [],
    queueId,
    recordingNotice: true,
    closedMessage: "本日の受付は終了しました。",
    noAnswerMessage: "ただいま電話に出ることができません。",
  }

  test.each([null, "お電話ありがとうございます。\n少々お待ちください。😀"])(
    "with greeting %j is a flow without a fault",
    (greeting) => {
      const flow = templateFlow({ ...settings, greeting })
      expect(validate(flow, surroundings())).toEqual({ flow, faults: [], isPublishable: true })
    },
  )
})
