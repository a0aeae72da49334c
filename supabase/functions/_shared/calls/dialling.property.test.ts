import fc from "fast-check"
import { expect, test } from "vitest"
import { DialUnderTest } from "../../../../tests/support/dialled-call.ts"
import type { Decision } from "./decision.ts"
import { busyMembers, present, talkers } from "./parties.ts"

const causes = ["completed", "declined", "unanswered", "failed", "cancelled"] as const
const happenings: Record<string, (dial: DialUnderTest) => unknown> = {
  turn: (dial) => dial.turn(),
  "turn without rights": (dial) => dial.turn({}, { mayDial: false }),
  "agent joins": (dial) => dial.agentJoins(),
  "agent leaves": (dial) => dial.agent("leg_left"),
  "agent ends": (dial) => dial.agentEnds(),
  "hang up": (dial) => dial.hangUp(),
  created: (dial) => dial.customer("leg_created"),
  answered: (dial) => dial.customer("leg_answered"),
  joined: (dial) => dial.customer("leg_joined"),
  left: (dial) => dial.customer("leg_left"),
  failed: (dial) => dial.call.event({ kind: "leg_failed", legId: dial.customerLegId, error: "no" }),
  "agent overdue": (dial) => dial.call.deadline("dial", dial.agentLegId),
  "customer overdue": (dial) => dial.call.deadline("dial", dial.customerLegId),
  lost: (dial) => dial.call.event({ kind: "leg_lost", legId: dial.agentLegId }),
  nudge: (dial) => dial.call.event({ kind: "nudge", callId: dial.call.state.id }),
  ...Object.fromEntries(
    causes.map((cause) => [`customer ${cause}`, (dial: DialUnderTest) => dial.customerEnds(cause)]),
  ),
}
const lives = fc
  .tuple(
    fc.subarray(["turn", "agent joins", "created", "answered"]),
    fc.array(fc.constantFrom(...Object.keys(happenings)), { maxLength: 25 }),
  )
  .map(([way, rest]) => [...way, ...rest])

test("[C4][C5][K4] no order, repetition or loss of news dials twice, leaves a leg, or frees or notes an agent other than once", () => {
  const seen = { talked: 0, unreached: 0, ended: 0 }
  fc.assert(
    fc.property(lives, (life) => {
      const dial = new DialUnderTest()
      const { call } = dial
      const decisions: Decision[] = []
      call.onDecision = (decision) => void decisions.push(decision)
      dial.ask()
      for (const what of life) {
        happenings[what]?.(dial)
        const { state } = call
        if (busyMembers(state).size > 1 || present(state).length > 2) throw new Error("A leg too many")
        if (state.phase === "talking" && talkers(state).length !== 2) throw new Error("Somebody talks alone")
      }
      const facts = call.facts.map(({ kind }) => kind)
      const work = decisions.flatMap((one) => one.work)
      const times = (step: string) => work.filter((one) => one.step === step).length
      const dialled = decisions
        .flatMap((one) => one.effects)
        .filter(({ effect }) => effect.kind === "dial_leg")
      const hasAgent = facts.includes("leg_answered")
      expect(dialled.length).toBe(hasAgent ? 1 : 0)
      if (facts.includes("talk_started") && !hasAgent) throw new Error("A talk without the agent")
      const isOver = call.state.phase === "ended" ? 1 : 0
      expect([times("open_memo"), times("close_memo"), times("free_agent")]).toEqual([1, isOver, isOver])
      expect(times("answer_memo")).toBe(call.state.answeredAt === null ? 0 : 1)
      if (isOver) {
        const closing = work.find((one) => one.step === "close_memo")
        const reason = closing?.step === "close_memo" ? (closing.reason ?? null) : null
        expect(reason).toBe(call.state.reason)
        expect(present(call.state)).toEqual([])
        const ends = decisions.flatMap((one) => one.effects).map(({ effect }) => effect.kind)
        expect(ends.includes("end_stay")).toBe(true)
      }
      expect(call.replayed).toEqual(call.call)
      seen.talked += call.state.answeredAt === null ? 0 : 1
      seen.unreached += call.state.outcome === "unreached" ? 1 : 0
      seen.ended += isOver
      dial.agentEnds()
      dial.hangUp()
      expect(call.state.phase).toBe("ended")
    }),
    { numRuns: 1000 },
  )
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0)
}, 60_000)
