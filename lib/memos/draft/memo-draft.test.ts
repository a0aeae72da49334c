import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { AppError } from "@/lib/errors"
import { phaseOf } from "./draft-state"
import { MemoDraft } from "./memo-draft"
import { fakeMemo } from "./testing/fake-memos"

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function open(memo = fakeMemo()) {
  const draft = new MemoDraft(memo.read(), memo.ports)
  draft.start()
  return { memo, draft, phase: () => phaseOf(draft.getState()) }
}

describe("saving what is typed", () => {
  it("[H1] saves one second after the last letter", async () => {
    const { memo, draft, phase } = open()
    draft.type({ body: "お湯" })
    await vi.advanceTimersByTimeAsync(900)
    draft.type({ body: "お湯が" })
    await vi.advanceTimersByTimeAsync(900)
    expect(memo.writes).toEqual([])
    await vi.advanceTimersByTimeAsync(100)
    expect(memo.row.body).toBe("お湯が")
    expect(phase()).toBe("saved")
  })

  it("[H1] saves every five seconds while somebody types without a pause", async () => {
    const { memo, draft } = open()
    for (let letters = 1; letters <= 12; letters++) {
      draft.type({ body: "あ".repeat(letters) })
      await vi.advanceTimersByTimeAsync(500)
    }
    expect(memo.writes.map((write) => write.body.length)).toEqual([10])
  })

  it("sends nothing when nothing was typed", async () => {
    const { memo, draft } = open()
    await draft.flush()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(memo.writes).toEqual([])
  })

  it("[H1] keeps what is typed while a save is away, and saves it next", async () => {
    const { memo, draft, phase } = open()
    memo.hold()
    draft.type({ body: "一" })
    await vi.advanceTimersByTimeAsync(1000)
    draft.type({ body: "一二" })
    expect(phase()).toBe("saving")
    memo.answer()
    await vi.advanceTimersByTimeAsync(1000)
    memo.answer()
    await vi.advanceTimersByTimeAsync(0)
    expect(memo.writes.map(({ body, revision }) => [body, revision])).toEqual([
      ["一", 1],
      ["一二", 2],
    ])
    expect(draft.getState().body).toBe("一二")
    expect(phase()).toBe("saved")
  })

  it("[H1] keeps the text and tries again after a failure", async () => {
    const { memo, draft, phase } = open()
    memo.fail(new AppError("unavailable"))
    draft.type({ body: "大事なこと" })
    await vi.advanceTimersByTimeAsync(1000)
    expect(phase()).toBe("failed")
    expect(memo.storage.size()).toBe(1)
    await vi.advanceTimersByTimeAsync(2000)
    expect(memo.row.body).toBe("大事なこと")
    expect(phase()).toBe("saved")
  })

  it("does not try again what is not allowed", async () => {
    const { memo, draft, phase } = open()
    memo.fail(new AppError("not_allowed"))
    draft.type({ body: "x" })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(memo.writes).toHaveLength(1)
    expect(phase()).toBe("failed")
    expect(draft.getState()).toMatchObject({ body: "x", error: "not_allowed" })
  })
})

describe("a save that fails again and again", () => {
  /** Moments of the tries, in s after the first letter, of a draft whose every save fails with `code`. */
  async function triesWithin(
    seconds: number,
    code: "unavailable" | "invalid_input",
    each?: (draft: MemoDraft) => void,
  ) {
    const { memo, draft } = open()
    const began = Date.now()
    const tries: number[] = []
    const { save } = memo.ports
    memo.ports.save = (write) => {
      tries.push(Math.round((Date.now() - began) / 1000))
      memo.fail(new AppError(code))
      return save(write)
    }
    draft.type({ body: "x" })
    for (let second = 0; second < seconds; second++) {
      draft.receive(memo.read())
      each?.(draft)
      await vi.advanceTimersByTimeAsync(1000)
    }
    return { tries, draft, memo }
  }

  it("[H1] is tried at growing pauses, however often the memo is read meanwhile", async () => {
    const { tries } = await triesWithin(120, "unavailable")
    expect(tries).toEqual([1, 3, 8, 18, 48, 78, 108])
  })

  it("[H1] is not tried more often because somebody goes on typing", async () => {
    let letters = 1
    const { tries } = await triesWithin(60, "unavailable", (draft) =>
      draft.type({ body: "x".repeat(++letters) }),
    )
    expect(tries).toEqual([1, 3, 8, 18, 48])
  })

  it("[H1] is tried once when its content is refused, and again when it has changed or is asked for", async () => {
    const { tries, draft, memo } = await triesWithin(60, "invalid_input")
    expect(tries).toEqual([1])
    expect(phaseOf(draft.getState())).toBe("failed")
    draft.type({ body: "y" })
    await vi.advanceTimersByTimeAsync(1001)
    expect(memo.writes).toHaveLength(2)
    await draft.flush()
    expect(memo.writes).toHaveLength(3)
  })
})

it("[H1] what was typed while a save was away that is refused for its content is saved by itself", async () => {
  const { memo, draft } = open()
  const { save } = memo.ports
  const answer = Promise.withResolvers<void>()
  memo.ports.save = async (write) => {
    memo.ports.save = save
    await answer.promise
    memo.fail(new AppError("invalid_input"))
    return await save(write)
  }
  draft.type({ body: "x" })
  await vi.advanceTimersByTimeAsync(1000)
  draft.type({ body: "xy" })
  answer.resolve()
  await vi.advanceTimersByTimeAsync(1001)
  expect(memo.writes.map(({ body }) => body)).toEqual(["x", "xy"])
})

describe("what no database can hold", () => {
  it("[H1] is left out of what is sent, and the text counts as saved", async () => {
    const { memo, draft, phase } = open()
    draft.type({ subject: "\0件名", body: "お\0湯\ud83d" })
    await vi.advanceTimersByTimeAsync(1000)
    expect(memo.row).toMatchObject({ subject: "件名", body: "お湯" })
    expect(phase()).toBe("saved")
    expect(memo.storage.size()).toBe(0)
    await expect(draft.record("done")).resolves.toBe(true)
    expect(memo.writes.at(-1)).toMatchObject({ subject: "件名", body: "お湯" })
  })

  it("[H1] in another's save of the same words makes no conflict", () => {
    const { memo, draft, phase } = open()
    draft.type({ body: "お\0湯" })
    memo.saveBy("自分", { body: "お湯" })
    draft.receive(memo.read())
    expect(phase()).toBe("saved")
  })
})

describe("a lost tab", () => {
  it("[H1] gives the text back, and saves it", async () => {
    const { memo, draft } = open()
    draft.type({ subject: "給湯器", body: "途中まで" })
    const { draft: next, phase } = open(memo)
    expect(next.getState()).toMatchObject({ subject: "給湯器", body: "途中まで", isRestored: true })
    expect(phase()).toBe("unsaved")
    await vi.advanceTimersByTimeAsync(0)
    expect(memo.row.body).toBe("途中まで")
    expect(memo.storage.size()).toBe(0)
  })

  it("keeps no copy of what the database has", async () => {
    const { memo, draft } = open()
    draft.type({ body: "x" })
    expect(memo.storage.size()).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(memo.storage.size()).toBe(0)
  })

  it("[H1] whose last save arrived leaves nothing to settle", () => {
    const { memo, draft } = open()
    draft.type({ body: "最後の一文" })
    const last = draft.leave()
    expect(last).toMatchObject({ body: "最後の一文", revision: 1 })
    memo.saveBy("自分", { body: "最後の一文" })
    const { draft: next, phase } = open(memo)
    expect(phase()).toBe("saved")
    expect(next.getState().isRestored).toBe(false)
    expect(memo.storage.size()).toBe(0)
  })

  it("[H1] shows both versions when somebody saved meanwhile", () => {
    const { memo, draft } = open()
    draft.type({ body: "わたしの文" })
    memo.saveBy("鈴木 彩", { body: "鈴木の文" })
    const { draft: next, phase } = open(memo)
    expect(phase()).toBe("conflict")
    expect(next.getState()).toMatchObject({ body: "わたしの文", theirs: { body: "鈴木の文", revision: 2 } })
  })

  it("[H1] whose last save arrived but one is not in conflict with itself", async () => {
    const { memo, draft } = open()
    draft.type({ body: "一文目" })
    draft.leave()
    memo.saveBy("自分", { body: "一文目" })
    draft.type({ body: "一文目、二文目" })
    const { draft: next, phase } = open(memo)
    expect(phase()).toBe("unsaved")
    await vi.advanceTimersByTimeAsync(0)
    expect(next.getState().theirs).toBeNull()
    expect(memo.row).toMatchObject({ body: "一文目、二文目", revision: 3 })
  })
})

describe("an answer that is lost", () => {
  it("[H1] is no conflict with oneself, though more was typed since", async () => {
    const { memo, draft, phase } = open()
    memo.loseAnswer()
    draft.type({ body: "届いた文" })
    await vi.advanceTimersByTimeAsync(1000)
    expect(memo.row).toMatchObject({ body: "届いた文", revision: 2 })
    expect(phase()).toBe("failed")
    draft.type({ body: "届いた文と続き" })
    await vi.advanceTimersByTimeAsync(2001)
    expect(memo.row).toMatchObject({ body: "届いた文と続き", revision: 3 })
    expect(phase()).toBe("saved")
  })

  it("[H1] to a page that came back from the browser's cache is none either", async () => {
    const { memo, draft, phase } = open()
    draft.type({ body: "閉じる前" })
    draft.leave()
    memo.saveBy("自分", { body: "閉じる前" })
    draft.type({ body: "閉じる前と後" })
    await vi.advanceTimersByTimeAsync(1001)
    expect(memo.row).toMatchObject({ body: "閉じる前と後", revision: 3 })
    expect(phase()).toBe("saved")
  })
})

describe("somebody else's save", () => {
  it("[H1] is never overwritten: both versions are shown and nothing is sent", async () => {
    const { memo, draft, phase } = open()
    memo.saveBy("鈴木 彩", { body: "鈴木の文" })
    draft.type({ body: "わたしの文" })
    await vi.advanceTimersByTimeAsync(1000)
    expect(phase()).toBe("conflict")
    expect(draft.getState().theirs).toMatchObject({ body: "鈴木の文", savedByName: "鈴木 彩" })
    draft.type({ body: "わたしの文、続き" })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(memo.writes).toHaveLength(1)
    expect(memo.row.body).toBe("鈴木の文")
    expect(draft.leave()).toBeNull()
  })

  it.each([
    ["mine", "わたしの文"],
    ["theirs", "鈴木の文"],
    ["both", "わたしの文\n\n鈴木の文"],
  ] as const)("[H1] is settled with %s by a person", async (choice, body) => {
    const { memo, draft, phase } = open()
    memo.saveBy("鈴木 彩", { body: "鈴木の文" })
    draft.type({ body: "わたしの文" })
    await vi.advanceTimersByTimeAsync(1000)
    draft.settle(choice)
    await vi.advanceTimersByTimeAsync(0)
    expect(memo.row.body).toBe(body)
    expect(draft.getState().body).toBe(body)
    expect(phase()).toBe("saved")
  })

  it("[H1] to another field is merged without asking", async () => {
    const { memo, draft, phase } = open()
    memo.saveBy("鈴木 彩", { subject: "給湯器の故障" })
    draft.type({ body: "わたしの文" })
    await vi.advanceTimersByTimeAsync(1001)
    expect(phase()).toBe("saved")
    expect(memo.row).toMatchObject({ subject: "給湯器の故障", body: "わたしの文" })
  })

  it("[H1] does not disturb what is being typed when it is read again", () => {
    const { memo, draft, phase } = open()
    draft.type({ body: "入力中" })
    memo.saveBy("鈴木 彩", { subject: "件名" })
    draft.receive(memo.read())
    expect(draft.getState()).toMatchObject({ subject: "件名", body: "入力中" })
    memo.saveBy("鈴木 彩", { body: "鈴木の文" })
    draft.receive(memo.read())
    expect(draft.getState().body).toBe("入力中")
    expect(phase()).toBe("conflict")
  })

  it("is ignored when it is older than what is here", async () => {
    const { memo, draft } = open()
    const before = memo.read()
    draft.type({ body: "新しい" })
    await vi.advanceTimersByTimeAsync(1000)
    draft.receive(before)
    expect(draft.getState().body).toBe("新しい")
  })
})

describe("recording", () => {
  it("[H2] is recorded at the moment it is no longer being recorded: a message may show it as such before the answer", async () => {
    const { draft, phase } = open()
    draft.type({ body: "本文" })
    const phases: string[] = []
    draft.subscribe(() => phases.push(phase()))
    await draft.record("done")
    expect([...new Set(phases)]).toEqual(["recording", "recorded"])
  })

  it("[H2] records the text as it stands, without waiting for its save", async () => {
    const { memo, draft, phase } = open()
    draft.type({ body: "対応済み" })
    await expect(draft.record("done")).resolves.toBe(true)
    expect(memo.row).toMatchObject({ body: "対応済み", recordedWith: "done" })
    expect(phase()).toBe("recorded")
    expect(memo.storage.size()).toBe(0)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(memo.writes).toHaveLength(1)
  })

  it("[H2] waits for a save that is away and builds on it", async () => {
    const { memo, draft } = open()
    memo.hold()
    draft.type({ body: "一" })
    await vi.advanceTimersByTimeAsync(1000)
    draft.type({ body: "一二" })
    const recorded = draft.record("on_hold")
    memo.answer()
    await vi.advanceTimersByTimeAsync(0)
    memo.answer()
    await expect(recorded).resolves.toBe(true)
    expect(memo.row).toMatchObject({ body: "一二", recordedWith: "on_hold", revision: 3 })
  })

  it("[H2] happens once, however often it is asked for", async () => {
    const { memo, draft } = open()
    const both = await Promise.all([draft.record("done"), draft.record("done")])
    expect(both).toEqual([true, false])
    expect(memo.writes).toHaveLength(1)
  })

  it("[H1] does not overwrite another version, and says so", async () => {
    const { memo, draft, phase } = open()
    memo.saveBy("鈴木 彩", { body: "鈴木の文" })
    draft.type({ body: "わたしの文" })
    await expect(draft.record("done")).resolves.toBe(false)
    expect(phase()).toBe("conflict")
    expect(memo.row).toMatchObject({ body: "鈴木の文", recordedWith: null })
  })

  it("[H1] that fails keeps the text, here and as a draft", async () => {
    const { memo, draft, phase } = open()
    memo.fail(new AppError("unavailable"))
    draft.type({ body: "消えないで" })
    await expect(draft.record("done")).resolves.toBe(false)
    expect(phase()).toBe("failed")
    expect(draft.getState()).toMatchObject({ body: "消えないで", error: "unavailable" })
    await vi.advanceTimersByTimeAsync(2000)
    expect(memo.row).toMatchObject({ body: "消えないで", recordedWith: null })
  })
})
