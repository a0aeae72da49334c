import fc from "fast-check"
import { expect, test } from "vitest"
import { hasRights, lives, play } from "../../../../tests/support/call-lives.ts"

const runs = { numRuns: 500 }
const timeoutMs = 60_000

/** Counts what the drawn lives came to, so that a property about something that never happens does not pass. */
class Seen {
  readonly #times = new Map<string, number>()

  note(what: string, is = true): void {
    if (is) this.#times.set(what, (this.#times.get(what) ?? 0) + 1)
  }

  /** Fails unless each of these has happened in some life. */
  expect(...all: string[]): void {
    expect(all.filter((what) => !this.#times.has(what))).toEqual([])
  }
}

test(
  "[E3][A11] whoever is busy, in after-call work, away or without rights in that moment is never offered the call",
  () => {
    const seen = new Seen()
    fc.assert(
      fc.property(lives, (life) => {
        play(life, (before, { call, candidates, now }) => {
          for (const { memberId, purpose } of call?.offers.slice(before?.offers.length ?? 0) ?? []) {
            if (purpose === "resume") continue
            const one = candidates.find((candidate) => candidate.memberId === memberId)
            if (!one) throw new Error("Somebody unknown was asked")
            const isFree = !one.isBusy && (one.afterCallUntil === null || one.afterCallUntil <= now)
            if (!isFree || one.status !== "available" || one.heartbeatAt === null || !hasRights(one))
              throw new Error(`${one.name} was asked`)
            seen.note("offered")
            for (const other of candidates) {
              seen.note("busy", other.isBusy)
              seen.note("in after-call work", other.afterCallUntil !== null)
              seen.note("offline", other.status === "offline")
              seen.note("without rights", !hasRights(other))
            }
          }
        })
      }),
      runs,
    )
    seen.expect("offered", "busy", "in after-call work", "offline", "without rights")
  },
  timeoutMs,
)

test(
  "[A11] nobody talks who has lost the rights before the answer was known",
  () => {
    const seen = new Seen()
    fc.assert(
      fc.property(lives, (life) => {
        play(life, (before, { call, candidates }) => {
          const isAccepted = ({ state }: { state: string }) => state === "accepted"
          const accepted = call?.offers.findLast(isAccepted)
          const wasAccepted = before?.offers.some(
            ({ id, state }) => id === accepted?.id && state === "accepted",
          )
          if (accepted && !wasAccepted) {
            seen.note("talking")
            const one = candidates.find(({ memberId }) => memberId === accepted.memberId)
            if (!one || !hasRights(one)) throw new Error("Somebody without rights talks")
          }
          seen.note(
            "rights lost",
            call?.offers.some(({ state }) => state === "rights_lost"),
          )
        })
      }),
      runs,
    )
    seen.expect("talking", "rights lost")
  },
  timeoutMs,
)

test(
  "[D1] nobody is asked before notice and greeting have been heard, and audio is kept where the number says so, of talks alone",
  () => {
    const seen = new Seen()
    fc.assert(
      fc.property(lives, (life) => {
        const { isRecorded, hasNotice, greeting } = life.surroundings
        const isGreeted = (isRecorded && hasNotice) || greeting !== null
        const { facts, call } = play(life, () => {})
        const kinds = facts.map(({ kind }) => kind)
        const [queued, offered, talked] = (["call_queued", "offer_announced", "talk_started"] as const).map(
          (kind) => kinds.indexOf(kind),
        ) as [number, number, number]
        const greeted = facts.findIndex((one) => one.kind === "flow_moved" && one.step.kind === "say")
        if (queued >= 0 && greeted >= 0 !== isGreeted) throw new Error("Greeted or not, against the settings")
        if (offered >= 0 && (queued < 0 || queued > offered || greeted > queued))
          throw new Error("Asked before the greeting was over")
        if ((call?.recordings.length ?? 0) > 0 !== (talked >= 0 && isRecorded))
          throw new Error("Recorded against the settings")
        seen.note("greeted and asked", greeted >= 0 && offered >= 0)
        seen.note("asked at once", greeted < 0 && offered >= 0)
        seen.note("recorded talk", talked >= 0 && isRecorded)
        seen.note("talk that is not recorded", talked >= 0 && !isRecorded)
      }),
      runs,
    )
    seen.expect("greeted and asked", "asked at once", "recorded talk", "talk that is not recorded")
  },
  timeoutMs,
)
