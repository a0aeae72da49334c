"use client"

import { type RefObject, useLayoutEffect, useState } from "react"
import { scrollToShow, type VisibleRows, visibleRows } from "./visible-rows"

/** What the server renders: more than a usual window holds. */
const firstScreen = 14

/** Rows beyond each edge. */
const beyond = 6

/**
 * Which rows of a long list to render, kept up while `scroller` scrolls or changes its size; `startAt` is where it is
 * scrolled to at first. `show` brings a row into sight.
 */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  { count, rowHeight, startAt }: { count: number; rowHeight: number; startAt: number },
) {
  const [rows, setRows] = useState<VisibleRows>({ from: 0, to: Math.min(count, firstScreen) })

  useLayoutEffect(() => {
    const element = scroller.current
    if (element && startAt > 0) element.scrollTop = startAt
  }, [scroller, startAt])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const { scrollTop: top, clientHeight: height } = element
      const next = visibleRows({ top, height, rowHeight, count, beyond })
      setRows((present) => (present.from === next.from && present.to === next.to ? present : next))
    }
    look()
    element.addEventListener("scroll", look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => {
      element.removeEventListener("scroll", look)
      observer.disconnect()
    }
  }, [scroller, count, rowHeight])

  const show = (index: number) => {
    const element = scroller.current
    if (!element) return
    const { scrollTop: top, clientHeight: height } = element
    element.scrollTop = scrollToShow(index, { top, height, rowHeight })
  }
  return { ...rows, show }
}
