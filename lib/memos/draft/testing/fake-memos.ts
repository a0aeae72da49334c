import { AppError } from "@/lib/errors"
import { readTheirs } from "../../mutations"
import type { DraftPorts } from "../memo-draft"
import type { MemoText, MemoWrite } from "../memo-text"
import { fakeStorage } from "./fake-storage"

/**
 * One memo in a database for tests, with the rule of `save_memo_draft`: a write on top of an old revision is refused
 * and told the present one. Answers come when `answer` lets them, in order; `fail` makes the next write fail instead.
 */
export function fakeMemo(text: MemoText = { subject: "", body: "" }) {
  const row = {
    ...text,
    revision: 1,
    savedByName: null as string | null,
    recordedWith: null as string | null,
  }
  const writes: MemoWrite[] = []
  const held: (() => void)[] = []
  let isHolding = false
  let nextError: AppError | null = null
  let losesAnswer = false

  async function write(sent: MemoWrite) {
    writes.push(sent)
    const error = nextError
    nextError = null
    const isConflict = sent.revision !== row.revision
    if (!error && !isConflict) {
      Object.assign(row, {
        subject: sent.subject,
        body: sent.body,
        revision: row.revision + 1,
        savedByName: "自分",
      })
    }
    const outcome = { revision: row.revision, savedAt: new Date().toISOString() }
    const { subject, body, revision, savedByName } = row
    const detail = JSON.stringify({ subject, body, revision, saved_by_name: savedByName })
    if (isHolding) await new Promise<void>((resolve) => held.push(resolve))
    if (error) throw error
    if (losesAnswer) {
      losesAnswer = false
      throw new AppError("unavailable")
    }
    if (isConflict) throw new AppError("memo_conflict", { detail })
    return outcome
  }

  const storage = fakeStorage()
  const ports: DraftPorts = {
    save: write,
    async record(sent, status) {
      const outcome = await write(sent)
      row.recordedWith = status
      return outcome
    },
    readTheirs,
    storage,
    storageKey: "memo",
  }
  return {
    row,
    writes,
    storage,
    ports,
    /** The memo as a reading of the database gives it. */
    read: () => ({ ...row, messageId: "message", savedAt: null }),
    /** Somebody else saves. */
    saveBy(savedByName: string, change: Partial<MemoText>) {
      Object.assign(row, change, { revision: row.revision + 1, savedByName })
    },
    hold: () => {
      isHolding = true
    },
    answer: () => {
      held.shift()?.()
    },
    /** The next write arrives, and its answer does not. */
    loseAnswer: () => {
      losesAnswer = true
    },
    fail: (error: AppError) => {
      nextError = error
    },
  }
}
