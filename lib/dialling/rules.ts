import type { CallerNumber, Dialled } from "@/lib/dialling/schema"
import { type DialRefusal, dialable, dialRefusals } from "@/supabase/functions/_shared/calls/dialable"

/** What typed text is while it is being typed: on the way to a number, a number, or one that is not dialled. */
export type Typed = { kind: "unfinished" } | ReturnType<typeof dialable>

/** Said only when somebody wants to dial it: a number that is not typed to its end looks the same. */
const maybeUnfinished: readonly DialRefusal[] = ["unreadable_number", "extension"]

/** Reads `typed` as it would be dialled from `shown`, one of the account's `numbers`. */
export function readTyped(typed: string, shown: CallerNumber, numbers: readonly CallerNumber[]): Typed {
  const read = dialable(
    typed,
    shown,
    numbers.map(({ number }) => number),
  )
  return read.kind === "refused" && maybeUnfinished.includes(read.reason) ? { kind: "unfinished" } : read
}

/** Why `typed` is not dialled from `shown`; null when it may be asked for. The endpoint decides once more. */
export function refusalOf(
  typed: string,
  shown: CallerNumber,
  numbers: readonly CallerNumber[],
): DialRefusal | null {
  const read = dialable(
    typed,
    shown,
    numbers.map(({ number }) => number),
  )
  return read.kind === "refused" ? read.reason : null
}

/** Whether `value` is a reason this page has words for. */
export function isDialRefusal(value: string | null): value is DialRefusal {
  return (dialRefusals as readonly (string | null)[]).includes(value)
}

/** Numbers shown as called last. */
const mostRecent = 5

/** The last numbers of `calls` (newest first), each once. */
export function lastNumbers(calls: readonly Dialled[]): Dialled[] {
  const newest = new Map<string, Dialled>()
  for (const call of calls) if (!newest.has(call.number)) newest.set(call.number, call)
  return [...newest.values()].slice(0, mostRecent)
}

/**
 * Which number a call is shown as (C6): one of the inbox where dialling starts, else the first of an inbox of the member's, in
 * their order. Null where none of them has a number.
 */
export function numberFor(
  inboxId: string | null,
  inboxIds: readonly string[],
  numbers: readonly CallerNumber[],
): CallerNumber | null {
  for (const id of inboxId === null ? inboxIds : [inboxId, ...inboxIds]) {
    const found = numbers.find((number) => number.inboxId === id)
    if (found && inboxIds.includes(id)) return found
  }
  return null
}
