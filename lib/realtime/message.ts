/** One row that a transaction changed, as it is at the end of it; null when it is gone, or is not the topic's to tell. */
export type Change = { table: string; id: string; op: "insert" | "update" | "delete"; row: unknown }

/**
 * What the database says on a topic, once a transaction. `seq` counts the topic's messages without gaps. `changes` is
 * null when they were too many for one message: whoever shows something of the topic reads it.
 */
export type TopicMessage = { seq: number; changes: Change[] | null }

/** The message in a broadcast's payload; null when the payload is none, which says nothing: the sequence tells what was missed. */
export function readMessage(payload: unknown): TopicMessage | null {
  if (!isObject(payload)) return null
  const { seq, changes } = payload
  if (typeof seq !== "number" || !Number.isSafeInteger(seq) || seq < 1) return null
  if (changes === null) return { seq, changes }
  if (!Array.isArray(changes)) return null
  const read = changes.filter(isChange)
  return read.length === changes.length ? { seq, changes: read } : null
}

function isChange(value: unknown): value is Change {
  if (!isObject(value) || !("row" in value)) return false
  const { table, id, op } = value
  return (
    typeof table === "string" &&
    typeof id === "string" &&
    (op === "insert" || op === "update" || op === "delete")
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}
