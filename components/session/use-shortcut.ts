"use client"

import { useEffect, useRef, useSyncExternalStore } from "react"
import { pressOf } from "@/components/ui/key-press"
import { singleKeysChoice } from "@/lib/preferences/keys"
import { KeptChoice } from "./kept-choice"
import { type PlacedPress, type ShortcutId, shortcutOf } from "./shortcuts"

const singleKeys = new KeptChoice(singleKeysChoice)
/** Who acts on a shortcut; of several mounted at once the latest. */
const handlers = new Map<ShortcutId, (() => void)[]>()

const singleKeysOn = () => singleKeys.read() !== "off"

/** Whether single-letter shortcuts are on, and how to switch them; remembered in this browser. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(singleKeys.watch, singleKeysOn, () => true)
  return [on, switchSingleKeys]
}

function switchSingleKeys(on: boolean) {
  singleKeys.choose(on ? "on" : "off")
}

function placeOf(target: EventTarget | null): PlacedPress["place"] {
  if (!(target instanceof Element)) return "page"
  if (target instanceof HTMLElement && target.isContentEditable) return "field"
  if (target.closest("input:not([type=checkbox],[type=radio],[type=button]), textarea, select"))
    return "field"
  if (target.closest("[role=menu], [role=listbox]")) return "menu"
  return target.closest("[role=dialog]") ? "dialog" : "page"
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented) return
  const press = { ...pressOf(event), place: placeOf(event.target) }
  const id = shortcutOf(press, singleKeysOn())
  const handler = id && handlers.get(id)?.at(-1)
  if (!handler) return
  // A held key walks through a list; it must not record, answer or mute over and over.
  if (press.isRepeated && id !== "next" && id !== "previous") return
  event.preventDefault()
  handler()
}

/** Does `handler` when the shortcut is pressed, while mounted and `enabled`. The handler may change with every render. */
export function useShortcut(id: ShortcutId, handler: () => void, enabled = true) {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => {
    if (!enabled) return
    const act = () => latest.current()
    const stack = handlers.get(id) ?? []
    handlers.set(id, [...stack, act])
    window.addEventListener("keydown", onKeyDown)
    return () => {
      handlers.set(
        id,
        (handlers.get(id) ?? []).filter((other) => other !== act),
      )
      if ([...handlers.values()].every((others) => others.length === 0)) {
        window.removeEventListener("keydown", onKeyDown)
      }
    }
  }, [id, enabled])
}
