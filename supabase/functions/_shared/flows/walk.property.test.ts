import fc from "fast-check"
import { expect, test } from "vitest"
import {
  anyFlows,
  happenings,
  passiveInput,
  surroundings,
  validFlows,
} from "../../../../tests/support/flows.ts"
import { plus } from "../calls/time.ts"
import type { FlowDefinition } from "./schema.ts"
import { validate } from "./validate.ts"
import { walk } from "./walk.ts"
import type { Cursor, FlowInput, Walked } from "./walk-types.ts"

const runs = { numRuns: 400 }
/** A Monday, 10:00 in Tokyo. */
const morning = "2026-11-09T01:00:00.000Z"
const began: FlowInput = { kind: "began", caller: "+819011112222", isRecorded: true }

/** Leads a call through a flow until it is over; `next` says what happens, null nothing more. */
function lead(
  flow: FlowDefinition,
  next: (walked: Walked, place: number) => { input: FlowInput; seconds: number } | null,
) {
  let now = morning
  let walked = walk(flow, null, began, now)
  const log: { input: FlowInput; at: string }[] = [{ input: began, at: now }]
  const steps = [walked]
  for (let place = 0; walked.cursor.ended === null; place++) {
    const happens = next(walked, place)
    if (!happens) break
    if (place > 2000) throw new Error("It does not end")
    now = plus(now, happens.seconds * 1000)
    log.push({ input: happens.input, at: now })
    walked = walk(flow, walked.cursor, happens.input, now)
    steps.push(walked)
  }
  return { walked, log, steps }
}

test("[S2] any flow at all ends, whatever happens in it and in whatever order", () => {
  let overflowed = 0
  fc.assert(
    fc.property(anyFlows, fc.array(happenings, { minLength: 20, maxLength: 40 }), (flow, happened) => {
      const { walked, log } = lead(flow, ({ step }, place) => {
        const { input, seconds } = happened[place % happened.length] ?? { input: began, seconds: 0 }
        // A queue's own turns take time, and nothing else.
        return step.kind === "queue" && input.kind === "asked" ? { input, seconds: 10 } : { input, seconds }
      })
      // 60 steps, 200 of the overflow, and what a queue asks in half an hour.
      if (log.length > 60 + 200 + 2 * 200) throw new Error(`${log.length} inputs`)
      if (walked.step.kind !== "end") throw new Error("Over without an end")
      if (walked.cursor.isOver) overflowed += 1
    }),
    runs,
  )
  expect(overflowed).toBeGreaterThan(0)
})

test("[S2] a flow without a fault leads somewhere at every step, and a caller who does nothing comes to its end by it", () => {
  fc.assert(
    fc.property(validFlows, fc.array(happenings, { minLength: 1, maxLength: 80 }), (flow, happened) => {
      const { faults } = validate(flow, surroundings())
      expect(faults.filter(({ severity }) => severity === "error")).toEqual([])
      const { walked } = lead(flow, (_walked, place) => happened[place] ?? null)
      if (walked.cursor.ended === "failed") throw new Error("It led nowhere")
      const passive = lead({ ...flow, limit: { minutes: 30, steps: 200 } }, ({ step }) => ({
        input: passiveInput(step),
        seconds: 1,
      }))
      if (passive.walked.cursor.isOver) throw new Error("A caller who does nothing goes round and round")
    }),
    runs,
  )
})

test("[S2] whatever passes validation behaves as such: nobody who does nothing is led in circles or to nowhere", () => {
  let passed = 0
  let refused = 0
  fc.assert(
    fc.property(anyFlows, (flow) => {
      const trimmed = { ...flow, limit: { minutes: 30, steps: 200 } }
      const { faults } = validate(trimmed, surroundings())
      // What nothing leads to does no harm, and is drawn all the time.
      if (faults.some(({ fault, severity }) => severity === "error" && fault !== "unreachable")) {
        refused += 1
        return
      }
      passed += 1
      const { walked } = lead(trimmed, ({ step }) => ({ input: passiveInput(step), seconds: 1 }))
      if (walked.cursor.isOver || walked.cursor.ended === "failed") throw new Error("Led in circles")
    }),
    { numRuns: 4000 },
  )
  expect(passed).toBeGreaterThan(20)
  expect(refused).toBeGreaterThan(20)
})

test("[S2] past the flow's limit, by time or by steps, the call goes to the overflow", () => {
  fc.assert(
    fc.property(validFlows, happenings, fc.boolean(), (flow, { input }, isByTime) => {
      const { cursor, step } = walk(flow, null, began, morning)
      fc.pre(cursor.ended === null && step.kind !== "voicemail" && !cursor.isOver)
      const { minutes, steps } = flow.limit
      const later = isByTime ? plus(morning, minutes * 60_000) : morning
      const at: Cursor = isByTime ? cursor : { ...cursor, steps: steps + 1 }
      const { cursor: after, path } = walk(flow, at, input, later)
      expect(after.isOver).toBe(true)
      expect(path[0]).toEqual({ block: cursor.block, exit: "limit", to: flow.overflow })
      if (!isByTime) return
      const early = walk(flow, cursor, { kind: "asked" }, plus(later, -1))
      expect(early.path.some(({ exit }) => exit === "limit")).toBe(early.cursor.isOver)
      if (cursor.steps + 2 < steps) expect(early.cursor.isOver).toBe(false)
    }),
    runs,
  )
})

test("[K1] the same inputs at the same times come to the same place, also from what was kept of it", () => {
  fc.assert(
    fc.property(anyFlows, fc.array(happenings, { minLength: 1, maxLength: 60 }), (flow, happened) => {
      const { log, steps } = lead(flow, (_walked, place) => happened[place] ?? null)
      let cursor: Cursor | null = null
      const again = log.map(({ input, at }) => {
        const walked: Walked = walk(flow, cursor, input, at)
        // As the database keeps it.
        cursor = JSON.parse(JSON.stringify(walked.cursor))
        return walked
      })
      expect(again).toEqual(steps)
    }),
    runs,
  )
})

test("[D1] nobody waits for somebody to talk to, and nobody is dialled, before the notice of a recorded call", () => {
  let noticed = 0
  fc.assert(
    fc.property(anyFlows, fc.array(happenings, { minLength: 1, maxLength: 40 }), (flow, happened) => {
      const { steps } = lead(flow, (_walked, place) => happened[place] ?? null)
      const kinds = steps.map(({ step }) =>
        step.kind === "say" && step.say === "recording_notice" ? "notice" : step.kind,
      )
      const [notice, talk] = [
        kinds.indexOf("notice"),
        kinds.findIndex((one) => one === "queue" || one === "dial"),
      ]
      if (talk >= 0 && flow.recordingNotice && (notice < 0 || notice > talk)) throw new Error("Not told")
      if (notice >= 0 && !flow.recordingNotice) throw new Error("Told against the settings")
      if (notice >= 0) noticed += 1
    }),
    runs,
  )
  expect(noticed).toBeGreaterThan(0)
})
