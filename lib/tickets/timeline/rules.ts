import type { TimelineEntry } from "@/lib/memos/schema"

/** Entries a page of the timeline holds. */
export const timelinePage = 30

/** Fewest and most entries that are shown before somebody asks for the earlier ones. */
const fewest = 6
const most = 12

/**
 * How many of the newest entries a ticket opens with: back to its own first one, within bounds, so that both a new
 * customer's and a regular's ticket fit the screen. `entries` are oldest first.
 */
export function openingEntries(entries: Pick<TimelineEntry, "ticketId">[], ticketId: string): number {
  const first = entries.findIndex((entry) => entry.ticketId === ticketId)
  const own = first === -1 ? 0 : entries.length - first
  return Math.min(entries.length, Math.max(fewest, Math.min(most, own)))
}

/** Whether an entry has more to show than its line. */
export function hasDetails({ kind, body, memo, recording }: TimelineEntry): boolean {
  if (recording || kind === "voicemail") return true
  return memo ? memo.subject !== "" || memo.body !== "" : body !== ""
}

/** Entries that stand open at first: this ticket's newest few with something in them, else the newest of all. */
export function openAtFirst(entries: TimelineEntry[], ticketId: string): Set<string> {
  const worthwhile = entries.filter(hasDetails)
  const own = worthwhile.filter((entry) => entry.ticketId === ticketId).slice(-3)
  const open = own.length > 0 ? own : worthwhile.slice(-1)
  return new Set(open.map((entry) => entry.messageId))
}

/** Where an exchange stands in its timeline. */
export function placeOfEntry({ occurredAt, messageId }: Pick<TimelineEntry, "occurredAt" | "messageId">) {
  return { at: occurredAt, id: messageId }
}
