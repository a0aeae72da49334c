import fc from "fast-check"
import { expect, test } from "vitest"
import { lives, play } from "../../../../tests/support/call-lives.ts"
import { busyMembers, liveAgents, present } from "./parties.ts"
import { isConversation, isOpenOffer } from "./state.ts"

const runs = { numRuns: 500 }
const timeoutMs = 60_000

test(
  "[E2][K4] no order, repetition or loss of events ever leaves a call two open offers or two agents, or a member two legs",
  () => {
    fc.assert(
      fc.property(lives, (life) => {
        play(life, (_before, { call }) => {
          if (!call) return
          const open = call.offers.filter(isOpenOffer)
          const agents = present(call).filter(({ role }) => role === "agent")
          if (open.length > 1) throw new Error(`${open.length} open offers`)
          if (agents.length !== busyMembers(call).size) throw new Error("A member has two legs")
          if (
            open.some(
              ({ purpose, memberId }) =>
                purpose !== "resume" && liveAgents(call).some((leg) => leg.memberId === memberId),
            )
          )
            throw new Error("Somebody who is in the call is offered it")
          if (agents.length > 1) throw new Error(`${agents.length} agents`)
        })
      }),
      runs,
    )
  },
  timeoutMs,
)

test(
  "[E3] as long as a call goes on the customer is not moved, however offers end",
  () => {
    let seen = 0
    fc.assert(
      fc.property(lives, (life) => {
        play(life, (before, { call }) => {
          if (!before || !call || !isConversation(before) || !isConversation(call)) return
          seen += 1
          if (call.customerPlace !== before.customerPlace || call.stay?.id !== before.stay?.id)
            throw new Error("Moved")
        })
      }),
      runs,
    )
    expect(seen).toBeGreaterThan(0)
  },
  timeoutMs,
)

test(
  "[E8] whoever was asked or has talked is freed once, when their part in the call is over",
  () => {
    let seen = 0
    fc.assert(
      fc.property(lives, (life) => {
        const freed = new Map<string, number>()
        const resumed = new Set<string>()
        const { call } = play(
          life,
          () => {},
          (decision) => {
            for (const one of decision.work) {
              if (one.step === "free_agent") freed.set(one.legId, (freed.get(one.legId) ?? 0) + 1)
              if (one.step === "resume_memo") resumed.add(one.fromLegId)
            }
          },
        )
        for (const offer of call?.offers ?? []) {
          const leg = call?.legs.find(({ id }) => id === offer.legId)
          const isOver = !isOpenOffer(offer) && (leg === undefined || leg.state === "ended")
          // Who was lost is freed once the call has gone on without them; who came back, when they leave for good.
          const isKept = call?.lost?.legId === offer.legId || resumed.has(offer.legId)
          const isPart = offer.purpose !== "resume" || offer.state === "accepted"
          const times = freed.get(offer.legId) ?? 0
          if (times !== (isOver && isPart && !isKept ? 1 : 0))
            throw new Error(`${offer.state}: freed ${times} times`)
          seen += times
        }
      }),
      runs,
    )
    expect(seen).toBeGreaterThan(0)
  },
  timeoutMs,
)

test(
  "each agent who talks gets one memo, and the memo's end is the end of their part",
  () => {
    let seen = 0
    fc.assert(
      fc.property(lives, (life) => {
        const opened: string[] = []
        const closed: string[] = []
        const { call } = play(
          life,
          () => {},
          ({ work }) => {
            for (const one of work) {
              if (one.step === "open_memo") opened.push(one.legId)
              if (one.step === "resume_memo") opened[opened.indexOf(one.fromLegId)] = one.legId
              if (one.step === "close_memo") closed.push(one.legId)
            }
          },
        )
        const talks = call?.answeredAt != null
        if (new Set(opened).size !== opened.length || opened.length > 0 !== talks)
          throw new Error(`${opened.length} memos`)
        const ended = opened.filter(
          (id) =>
            call?.lost?.legId !== id && call?.legs.some((leg) => leg.id === id && leg.state === "ended"),
        )
        expect(closed.toSorted()).toEqual(ended.toSorted())
        seen += closed.length
      }),
      runs,
    )
    expect(seen).toBeGreaterThan(0)
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
          if (!isClosed || present(call).length > 0) throw new Error("Something stayed open")
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
        call.customerEnds("CA")
        expect(call.state.phase).toBe("ended")
      }),
      runs,
    )
  },
  timeoutMs,
)
