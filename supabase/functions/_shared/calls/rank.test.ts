import { describe, expect, test } from "vitest"
import { agent, morning } from "../../../../tests/support/call-context.ts"
import { rank } from "./rank.ts"
import { plus } from "./time.ts"

const verdicts = (ranking: ReturnType<typeof rank>) =>
  ranking.ranked.map(({ name, verdict }) => `${name}: ${verdict}`)

describe("ranking the agents of a queue", () => {
  test("[E3] the longest idle comes first, the others later", () => {
    const ranking = rank(
      [agent("佐藤", {}, 5), agent("田中", {}, 30), agent("鈴木", {}, 10)],
      [],
      [],
      morning,
    )
    expect(verdicts(ranking)).toEqual(["田中: chosen", "鈴木: later", "佐藤: later"])
  })

  test("[S3] in turns, who has not been asked for longest comes first, however long the others have been idle", () => {
    const agents = [
      agent("佐藤", { lastOfferedAt: plus(morning, -60_000) }, 90),
      agent("田中", { lastOfferedAt: plus(morning, -120_000) }, 5),
      agent("鈴木", {}, 1),
      agent("高橋", {}, 2),
    ]
    expect(verdicts(rank(agents, [], [], morning, "round_robin"))).toEqual([
      "高橋: chosen",
      "鈴木: later",
      "田中: later",
      "佐藤: later",
    ])
    expect(verdicts(rank(agents, [], [], morning))[0]).toBe("佐藤: chosen")
  })

  test("[K5] everybody passed over has a reason", () => {
    const ranking = rank(
      [
        agent("disabled", { isDisabled: true }, 90),
        agent("no phone", { isPhoneUser: false }, 80),
        agent("no role", { hasInboxRole: false }, 70),
        agent("signed out", { heartbeatAt: null }, 60),
        agent("offline", { status: "offline" }, 50),
        agent("lost", { heartbeatAt: plus(morning, -12_001) }, 40),
        agent("talking", { isBusy: true }, 30),
        agent("writing", { afterCallUntil: plus(morning, 1) }, 20),
        agent("free", {}, 10),
      ],
      [],
      [],
      morning,
    )
    expect(verdicts(ranking)).toEqual([
      "disabled: disabled",
      "no phone: not_a_phone_user",
      "no role: no_inbox_role",
      "signed out: not_signed_in",
      "offline: offline",
      "lost: unreachable",
      "talking: busy",
      "writing: after_call",
      "free: chosen",
    ])
  })

  test("[K3] a heartbeat is lost after 12 s, not at 12 s", () => {
    expect(rank([agent("a", { heartbeatAt: plus(morning, -12_000) })], [], [], morning).chosen).not.toBeNull()
    expect(rank([agent("a", { heartbeatAt: plus(morning, -12_001) })], [], [], morning).chosen).toBeNull()
  })

  test("after-call work ends with its time", () => {
    expect(rank([agent("a", { afterCallUntil: morning })], [], [], morning).chosen).not.toBeNull()
  })

  test("who was asked in this round is not asked again, and the round is over when nobody else is free", () => {
    const [first, second] = [agent("first", {}, 20), agent("second", {}, 10)]
    const one = rank([first, second], [first.memberId], [], morning)
    expect(one.chosen).toEqual(second)
    expect(one.isRoundOver).toBe(false)
    const both = rank([first, second], [first.memberId, second.memberId], [], morning)
    expect(both.chosen).toBeNull()
    expect(both.isRoundOver).toBe(true)
  })

  test("a free agent is kept for the call that has waited longer, unless that call has asked them already", () => {
    const only = agent("only")
    const older = { id: "older", tried: [] }
    expect(verdicts(rank([only], [], [older], morning))).toEqual(["only: older_call_first"])
    expect(rank([only], [], [{ ...older, tried: [only.memberId] }], morning).chosen).toEqual(only)
    const two = [agent("first", {}, 20), agent("second", {}, 10)]
    expect(verdicts(rank(two, [], [older], morning))).toEqual(["first: older_call_first", "second: chosen"])
  })

  test("waiting makes sense while somebody at work may come free", () => {
    const mayComeFree = (changes: Parameters<typeof agent>[1]) =>
      rank([agent("a", changes)], [], [], morning).mayComeFree
    expect(mayComeFree({ isBusy: true })).toBe(true)
    expect(mayComeFree({ afterCallUntil: plus(morning, 60_000) })).toBe(true)
    expect(mayComeFree({ heartbeatAt: plus(morning, -30_000) })).toBe(true)
    expect(mayComeFree({ heartbeatAt: plus(morning, -60_001) })).toBe(false)
    expect(mayComeFree({ status: "offline" })).toBe(false)
    expect(mayComeFree({ heartbeatAt: null })).toBe(false)
    expect(mayComeFree({ hasInboxRole: false, isBusy: true })).toBe(false)
  })
})
