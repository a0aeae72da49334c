import fc from "fast-check"
import { expect, test } from "vitest"
import { agent, CallUnderTest, context, customerCallId } from "../../../../tests/support/call-context.ts"
import { queueId, validFlows } from "../../../../tests/support/flows.ts"
import type { FlowDefinition } from "../flows/schema.ts"
import type { Deadline } from "./decision.ts"
import { present } from "./parties.ts"
import { type Call, isOpenOffer, openOffer } from "./state.ts"

const runs = { numRuns: 300 }
const timeoutMs = 60_000

const happenings = [
  ...["turn", "turn", "turn", "turn", "press", "press", "press", "late_turn", "join_turn", "customer_joined"],
  ...["telephone_answers", "telephone_ends", "telephone_fails", "message", "no_message", "acknowledged"],
  ...["agent_created", "agent_answers", "declined", "customer_ends", "deadline", "deadline"],
] as const
type Happening = { what: (typeof happenings)[number]; key: string; seconds: number }

const anything: fc.Arbitrary<Happening> = fc.record({
  what: fc.constantFrom(...happenings),
  key: fc.constantFrom("1", "2", "9", "0", "#"),
  seconds: fc.constantFrom(0, 1, 2, 12, 40, 200),
})

/** A call to a flow of every kind of block, and whoever has a part in it, each doing what they may at any moment. */
class Life extends CallUnderTest {
  readonly due: Deadline[] = []

  constructor(flow: FlowDefinition, isBusy: boolean) {
    const { queue } = context()
    if (!queue) throw new Error("no queue")
    const outside = {
      shown: { number: "+81312345678", mayCall0800: true },
      ownNumbers: [],
      isCalleeBlocked: false,
    }
    super([agent("佐藤", { isBusy }), agent("田中", {}, 5)], {
      queue: { ...queue, id: queueId },
      flow,
      outside,
    })
    this.onDecision = ({ deadlines }) => void this.due.push(...deadlines)
  }

  happens({ what, key, seconds }: Happening): void {
    this.pass(seconds)
    const { state } = this
    const telephone = state.legs.findLast(({ role }) => role === "outside")
    const offer = openOffer(state)
    const message = state.recordings.at(-1)
    const ofTelephone = { legId: telephone?.id ?? "", providerLegId: "CA-telephone" }
    const ends = { from: null, to: null }
    if (what === "turn" || what === "press") this.asks(what === "press" ? key : null)
    else if (what === "late_turn") this.turn("wait", "a-1", key)
    else if (what === "join_turn") this.turn("join", `v${seconds}-1`)
    else if (what === "customer_joined") this.customerJoins()
    else if (what === "telephone_answers") this.event({ kind: "leg_answered", ...ofTelephone })
    else if (what === "telephone_ends")
      this.event({ kind: "leg_ended", ...ofTelephone, cause: "completed", ...ends })
    else if (what === "telephone_fails")
      this.event({ kind: "leg_ended", ...ofTelephone, cause: "unanswered", ...ends })
    else if (what === "message" && message)
      this.event({
        kind: "recording_ready",
        callId: state.id,
        stayId: message.stayId,
        providerRecordingId: "RE",
        seconds,
      })
    else if (what === "no_message" && message)
      this.event({ kind: "recording_absent", callId: state.id, stayId: message.stayId, error: "absent" })
    else if (what === "acknowledged" && offer) this.acknowledge()
    else if (what === "agent_created" && offer) this.legCreated()
    else if (what === "agent_answers" && offer) this.answer()
    else if (what === "declined" && offer) this.decline()
    else if (what === "customer_ends") this.customerEnds()
    else if (what === "deadline") this.nextDeadline()
  }

  asks(key: string | null): void {
    this.event({
      kind: "leg_turn",
      legId: null,
      providerLegId: customerCallId,
      asks: "wait",
      step: this.state.flow?.awaits ?? "a-1",
      key,
      recordedSeconds: key === null ? null : Number(key) || 0,
    })
  }

  /** The next deadline fires, at its time or later. */
  nextDeadline(): boolean {
    const [next] = this.due.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    if (!next) return false
    this.due.splice(this.due.indexOf(next), 1)
    if (next.dueAt > this.now) this.pass((Date.parse(next.dueAt) - Date.parse(this.now)) / 1000)
    this.deadline(next.kind, next.subjectId)
    return true
  }
}

function play(
  flow: FlowDefinition,
  isBusy: boolean,
  happened: Happening[],
  after: (before: Call, life: Life) => void,
) {
  const life = new Life(flow, isBusy)
  life.arrive()
  for (const one of happened) {
    const before = life.state
    life.happens(one)
    after(before, life)
  }
  return life
}

const lives = [validFlows, fc.boolean(), fc.array(anything, { minLength: 1, maxLength: 50 })] as const

test(
  "[K1][K4] whatever happens in whatever order, a call through a flow is the fold of its facts, and over once",
  () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(...lives, (flow, isBusy, happened) => {
        const life = play(flow, isBusy, happened, (before, { state }) => {
          seen.add(state.phase)
          if (state.outcome) seen.add(state.outcome)
          if (
            before.phase === "ended" &&
            (state.outcome !== before.outcome || state.endedAt !== before.endedAt)
          )
            throw new Error("An ended call went on")
          if (state.phase === "ended" && (present(state).length > 0 || state.offers.some(isOpenOffer)))
            throw new Error("Something stayed open")
          if (state.offers.filter(isOpenOffer).length > 1) throw new Error("Two open offers")
        })
        expect(life.replayed).toEqual(life.call)
        if (life.facts.filter(({ kind }) => kind === "call_ended").length > 1) throw new Error("Ended twice")
      }),
      runs,
    )
    const wanted = [
      "abandoned",
      "answered",
      "ended",
      "in_flow",
      "missed",
      "queued",
      "served",
      "talking",
      "voicemail",
    ]
    expect(wanted.filter((one) => !seen.has(one))).toEqual([])
  },
  timeoutMs,
)

test(
  "[J1] every call that nobody has answered ends by itself, with one memo or none, when its caller only listens and time passes",
  () => {
    fc.assert(
      fc.property(...lives, (flow, isBusy, happened) => {
        const memos: string[] = []
        const life = new Life(flow, isBusy)
        const remember = life.onDecision
        life.onDecision = (decision) => {
          remember(decision)
          for (const { step } of decision.work)
            if (step === "record_missed" || step === "record_voicemail") memos.push(step)
        }
        life.arrive()
        for (const one of happened) life.happens(one)
        for (let turn = 0; life.state.phase !== "ended"; turn++) {
          if (turn > 1500) throw new Error(`It stays ${life.state.phase}`)
          if (life.state.phase === "talking" || life.state.phase === "transferring") return
          if (turn % 3 === 0 && life.nextDeadline()) continue
          life.pass(5).asks(null)
        }
        const { outcome } = life.state
        const expected = {
          voicemail: ["record_voicemail"],
          missed: ["record_missed"],
          abandoned: ["record_missed"],
        }
        expect(memos).toEqual(expected[outcome as keyof typeof expected] ?? [])
      }),
      runs,
    )
  },
  timeoutMs,
)
