/** What the database says on a topic: something in this row changed. `seq` counts the topic's messages without gaps. */
export type Change = { table: string; id: string; seq: number; op: string }

/** The change in a broadcast's payload; null when the payload is not one, which the listener treats as a gap. */
export function readChange(payload: unknown): Change | null {
  if (typeof payload !== "object" || payload === null) return null
  const { table, id, seq, op } = payload as Record<string, unknown>
  if (typeof table !== "string" || typeof id !== "string" || typeof op !== "string") return null
  if (typeof seq !== "number" || !Number.isSafeInteger(seq)) return null
  return { table, id, seq, op }
}
