/** Rows `from` up to and without `to`, and so many pixels above them. */
export type VisibleRows = { from: number; to: number }

type Scroll = {
  /** Pixels above the window. */
  top: number
  /** Pixels of the window. */
  height: number
  rowHeight: number
  count: number
  /** Rows rendered beyond each edge, so that a quick scroll meets no gap. */
  beyond: number
}

/** Which of `count` equally high rows to render. */
export function visibleRows({ top, height, rowHeight, count, beyond }: Scroll): VisibleRows {
  const from = Math.max(0, Math.floor(top / rowHeight) - beyond)
  const to = Math.min(count, Math.ceil((top + height) / rowHeight) + beyond)
  return { from: Math.min(from, to), to }
}

/** Where to scroll so that row `index` is wholly in sight, moving as little as possible. */
export function scrollToShow(
  index: number,
  { top, height, rowHeight }: Omit<Scroll, "count" | "beyond">,
): number {
  const start = index * rowHeight
  if (start < top) return start
  return Math.max(top, start + rowHeight - height)
}
