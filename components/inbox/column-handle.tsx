"use client"

import { useRef } from "react"
import { keyOf } from "@/components/ui/key-press"
import { columnsCookie } from "@/lib/preferences/keys"
import { remember } from "@/lib/preferences/mutations"
import { type Columns, clampColumn, columnLimits, writeColumns } from "@/lib/preferences/rules"

/** Steps of the arrow keys in pixels. */
const step = 16

type ColumnHandleProps = { column: keyof Columns; label: string }

function shellOf(element: Element) {
  return element.closest<HTMLElement>("[data-slot=shell]")
}

function widthsOf(shell: HTMLElement): Columns {
  const read = (column: keyof Columns) =>
    Number.parseFloat(getComputedStyle(shell).getPropertyValue(`--w-${column}`))
  return { list: clampColumn("list", read("list")), panel: clampColumn("panel", read("panel")) }
}

/**
 * The edge of a column: dragged or moved by arrow keys it makes the column wider, a double click gives the usual width
 * back. Widths are CSS variables of the shell, so that a drag renders nothing, and are remembered in this browser.
 */
export function ColumnHandle({ column, label }: ColumnHandleProps) {
  const drag = useRef<{ x: number; width: number } | null>(null)
  const { usual, least, most } = columnLimits[column]
  // The list grows to the right, the panel to the left.
  const direction = column === "list" ? 1 : -1

  const set = (handle: HTMLElement, width: number) => {
    const next = clampColumn(column, width)
    shellOf(handle)?.style.setProperty(`--w-${column}`, `${next}px`)
    handle.setAttribute("aria-valuenow", String(next))
  }
  const keep = (handle: HTMLElement) => {
    const shell = shellOf(handle)
    if (shell) remember(columnsCookie, writeColumns(widthsOf(shell)))
  }
  const widthNow = (handle: HTMLElement) => {
    const shell = shellOf(handle)
    return shell ? widthsOf(shell)[column] : usual
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a window splitter is a focusable separator (ARIA APG), an <hr> cannot be one
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={usual}
      ref={(handle) => {
        if (handle) handle.setAttribute("aria-valuenow", String(widthNow(handle)))
      }}
      className="relative z-10 -mx-1 w-[9px] shrink-0 cursor-col-resize touch-none select-none before:absolute before:inset-y-0 before:left-1 before:w-px before:bg-line hover:before:w-0.5 hover:before:bg-accent-line focus-visible:outline-none focus-visible:before:w-0.5 focus-visible:before:bg-(--focus) active:before:bg-accent max-wide:hidden"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, width: widthNow(event.currentTarget) }
      }}
      onPointerMove={(event) => {
        if (!drag.current) return
        set(event.currentTarget, drag.current.width + direction * (event.clientX - drag.current.x))
      }}
      onPointerUp={(event) => {
        drag.current = null
        keep(event.currentTarget)
      }}
      onPointerCancel={() => {
        drag.current = null
      }}
      onDoubleClick={(event) => {
        set(event.currentTarget, usual)
        keep(event.currentTarget)
      }}
      onKeyDown={(event) => {
        const steps = { ArrowRight: direction, ArrowLeft: -direction }[keyOf(event) ?? ""]
        if (steps === undefined) return
        event.preventDefault()
        set(event.currentTarget, widthNow(event.currentTarget) + steps * step)
        keep(event.currentTarget)
      }}
    />
  )
}
