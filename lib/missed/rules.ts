import type { TimelineEntry } from "@/lib/memos/schema"
import type { MissedRow, PastCall } from "./schema"

/** Calls the history of one caller shows. */
export const historySize = 8

/** How the database names what a category lists. */
export const kindOf = { missed: "missed_call", voicemail: "voicemail" } as const

/** Where a caller stands in the list: by their newest call. */
export function placeOfCaller({ startedAt, messageId }: Pick<MissedRow, "startedAt" | "messageId">) {
  return { at: startedAt, id: messageId }
}

/** An exchange as an entry of a caller's history; null for what was no call. */
export function toPastCall({ messageId, kind, memo }: TimelineEntry): PastCall | null {
  if (!memo || kind === "note" || kind === "system") return null
  const from = Date.parse(memo.answeredAt ?? memo.startedAt)
  return {
    messageId,
    kind,
    direction: memo.direction,
    reason: memo.reason,
    startedAt: memo.startedAt,
    seconds: memo.endedAt === null ? null : Math.max(0, Date.parse(memo.endedAt) - from) / 1000,
    memberName: memo.memberName,
  }
}
