import type { Press } from "@/components/ui/key-press"

/** Every shortcut there is; `key` as `KeyboardEvent.key` gives it, in lower case, `mod+` meaning ⌘ or Ctrl. */
export const shortcuts = {
  next: { key: "j", group: "list" },
  previous: { key: "k", group: "list" },
  open: { key: "enter", group: "list" },
  record: { key: "e", group: "ticket" },
  answer: { key: "a", group: "phone" },
  mute: { key: "m", group: "phone" },
  hold: { key: "h", group: "phone" },
  transfer: { key: "t", group: "phone" },
  dial: { key: "d", group: "phone" },
  search: { key: "mod+k", group: "general" },
  help: { key: "?", group: "general" },
} as const

export type ShortcutId = keyof typeof shortcuts

export const shortcutGroups = ["list", "ticket", "phone", "general"] as const

/** The key as it is printed in tooltips: J, Enter, ⌘K. `apple` chooses ⌘ instead of Ctrl. */
export function printedKey(id: ShortcutId, apple = false): string {
  const { key } = shortcuts[id]
  if (key === "enter") return "Enter"
  if (key.startsWith("mod+")) return `${apple ? "⌘" : "Ctrl+"}${key.slice(4).toUpperCase()}`
  return key.toUpperCase()
}

/** What of a key press decides whether it is a shortcut. */
export type PlacedPress = Omit<Press, "isRepeated"> & {
  /** Where the focus is: in something that takes text, in an open menu, in a dialog, or anywhere else. */
  place: "field" | "menu" | "dialog" | "page"
}

/**
 * The shortcut a key press means, or null. Single letters do nothing in fields, menus, dialogs and while an input
 * method composes (WCAG 2.1.4), nor when `singleKeys` is off; combinations with ⌘ or Ctrl always work.
 */
export function shortcutOf(press: PlacedPress, singleKeys: boolean): ShortcutId | null {
  if (press.isComposing || press.altKey) return null
  const key = press.key === "Process" ? press.code.replace(/^Key/, "").toLowerCase() : press.key.toLowerCase()
  const modified = press.ctrlKey || press.metaKey
  const found = (Object.keys(shortcuts) as ShortcutId[]).find(
    (id) => shortcuts[id].key === (modified ? `mod+${key}` : key),
  )
  if (!found || found === "open") return null
  if (modified) return found
  return singleKeys && press.place === "page" ? found : null
}
