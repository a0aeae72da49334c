import type { MemoText, SavedText } from "./memo-text"

/** The browser's storage, as far as it is needed here. */
export type CopyStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">

/** What was typed and not yet saved, the saved text it was typed on top of, and what was sent without an answer. */
export type DraftCopy = { base: SavedText; text: MemoText; sent: MemoText[] }

/** The copy under `key`; null when there is none, or none that can be read. */
export function readCopy(storage: CopyStorage | null, key: string): DraftCopy | null {
  try {
    const copy: unknown = JSON.parse(storage?.getItem(key) ?? "null")
    return isDraftCopy(copy) ? copy : null
  } catch {
    return null
  }
}

/** Keeps a copy; false when the browser refuses (full, or forbidden), and then only the database has the text. */
export function writeCopy(storage: CopyStorage | null, key: string, copy: DraftCopy): boolean {
  try {
    storage?.setItem(key, JSON.stringify(copy))
    return storage !== null
  } catch {
    return false
  }
}

/** Removes the copy once the database has the text. */
export function dropCopy(storage: CopyStorage | null, key: string): void {
  try {
    storage?.removeItem(key)
  } catch {
    // Forbidden storage holds no copy either.
  }
}

function isDraftCopy(value: unknown): value is DraftCopy {
  if (typeof value !== "object" || value === null) return false
  const { base, text, sent } = value as Record<string, unknown>
  if (!isText(base) || !Number.isInteger((base as { revision?: unknown }).revision)) return false
  return isText(text) && Array.isArray(sent) && sent.every(isText)
}

function isText(value: unknown): value is MemoText {
  if (typeof value !== "object" || value === null) return false
  const { subject, body } = value as Record<string, unknown>
  return typeof subject === "string" && typeof body === "string"
}
