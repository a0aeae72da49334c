"use client"

import { useCallback, useRef } from "react"
import { useShortcut } from "@/components/session/use-shortcut"

type ListKeys = {
  count: number
  /** Index of the row that is open beside the list; -1 when none is in it. */
  selected: number
  /** Brings a row into view, so that it exists. */
  reveal: (index: number) => void
}

/**
 * J and K move the focus from row to row, beginning at the open one; Enter is the row's own. Rows carry what `rowProps`
 * gives. A row that is not rendered yet gets the focus when it is.
 */
export function useListKeys({ count, selected, reveal }: ListKeys) {
  const rows = useRef(new Map<number, HTMLElement>())
  const wanted = useRef<number | null>(null)

  const move = (step: 1 | -1) => {
    if (count === 0) return
    const here = [...rows.current].find(([, row]) => row === document.activeElement)?.[0] ?? selected
    const next = Math.min(count - 1, Math.max(0, here + step))
    reveal(next)
    const row = rows.current.get(next)
    if (row) row.focus()
    else wanted.current = next
  }
  useShortcut("next", () => move(1))
  useShortcut("previous", () => move(-1))

  return useCallback(
    (index: number) => (row: HTMLElement | null) => {
      if (!row) {
        rows.current.delete(index)
        return
      }
      rows.current.set(index, row)
      if (wanted.current !== index) return
      wanted.current = null
      row.focus()
    },
    [],
  )
}
