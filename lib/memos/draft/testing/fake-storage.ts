import type { CopyStorage } from "../draft-copy"

/** A browser storage for tests, with what is already in it. */
export function fakeStorage(items: Record<string, string> = {}): CopyStorage & { size(): number } {
  const map = new Map(Object.entries(items))
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    size: () => map.size,
  }
}
