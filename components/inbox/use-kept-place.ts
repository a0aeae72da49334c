"use client"

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react"

/** Where each list was scrolled to, while the tab lives. */
const places = new Map<string, number>()

/** Where a list was left, in pixels. */
export function keptPlace(list: string): number {
  return places.get(list) ?? 0
}

type KeptPlace = { list: string; ids: readonly string[]; rowHeight: number }

/**
 * Keeps a list of equally high rows in its place: rows that come or go above what one looks at do not move it, and
 * coming back to the list finds it where it was left. At its very top it shows what is new.
 */
export function useKeptPlace(scroller: RefObject<HTMLElement | null>, { list, ids, rowHeight }: KeptPlace) {
  const anchor = useRef<{ id: string; offset: number } | null>(null)

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const remember = () => {
      const top = element.scrollTop
      places.set(list, top)
      const id = ids[Math.floor(top / rowHeight)]
      anchor.current = top > 0 && id ? { id, offset: top % rowHeight } : null
    }
    remember()
    element.addEventListener("scroll", remember, { passive: true })
    return () => element.removeEventListener("scroll", remember)
  }, [scroller, list, ids, rowHeight])

  useLayoutEffect(() => {
    if (!scroller.current || !anchor.current) return
    const index = ids.indexOf(anchor.current.id)
    if (index >= 0) scroller.current.scrollTop = index * rowHeight + anchor.current.offset
  }, [scroller, ids, rowHeight])
}
