import fc from "fast-check"
import { expect, test } from "vitest"
import { lives, play } from "../../../../tests/support/call-lives.ts"
import { isOpenOffer, liveAgentLegs } from "./state.ts"

const runs = { numRuns: 500 }
const timeoutMs = 60_000

test(
  "[E2][K4] no order, repetition or loss of events ever leaves two open offers, or two live agents' legs",
  () => {
    fc.assert(
      fc.property(lives, (life) => {
        play(life, (_before, { call }) => {
          if (!call) return
          const open = call.offers.filter(isOpenOffer).length
          if (open > 1 || liveAgentLegs(call).length > 1) throw new Error(`${open} open offers`)
        })
      }),
      runs,
    )
  },
  timeoutMs,
)

test(
  "[K4] an ended call stays ended, with the same outcome, and has no open offer and no live leg",
  () => {
    fc.assert(
      fc.property(lives, (life) => {
        play(life, (before, { call }) => {
          if (
            before?.phase === "ended" &&
            (call?.outcome !== before.outcome || call.endedAt !== before.endedAt)
          ) {
            throw new Error("An ended call went on")
          }
          if (call?.phase !== "ended") return
          const isClosed = call.outcome !== null && !call.offers.some(isOpenOffer)
          if (!isClosed || call.legs.some((leg) => leg.state !== "ended"))
            throw new Error("Something stayed open")
        })
      }),
      runs,
    )
  },
  timeoutMs,
)

test(
  "[K1] versions count the facts, never go back, and replaying the facts gives the same call",
  () => {
    fc.assert(
      fc.property(lives, (life) => {
        const call = play(life, (before, { call: after, facts }) => {
          const version = after?.version ?? 0
          if (version !== facts.length || version < (before?.version ?? 0))
            throw new Error(`Version ${version}`)
        })
        expect(call.replayed).toEqual(call.call)
        expect(JSON.parse(JSON.stringify(call.call))).toEqual(call.call)
      }),
      runs,
    )
  },
  timeoutMs,
)

test(
  "every state a call can be in still ends when the caller has hung up",
  () => {
    fc.assert(
      fc.property(lives, (life) => {
        const call = play(life, () => {})
        call.event({ kind: "customer_left", providerCallId: "CA", from: null, to: null })
        expect(call.state.phase).toBe("ended")
      }),
      runs,
    )
  },
  timeoutMs,
)
