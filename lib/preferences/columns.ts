export const columnsCookie = "columns"

/** Widths of the list and the customer panel in CSS pixels. */
export type Columns = { list: number; panel: number }

/** What a column may be: the mock's width, and enough for what stands in it (the phone floats over the panel). */
export const columnLimits = {
  list: { usual: 312, least: 240, most: 480 },
  panel: { usual: 296, least: 296, most: 480 },
} as const

/** `width` within what the column may be, in whole pixels. */
export function clampColumn(column: keyof Columns, width: number): number {
  const { least, most, usual } = columnLimits[column]
  return Number.isFinite(width) ? Math.round(Math.min(most, Math.max(least, width))) : usual
}

/** Reads what {@link writeColumns} wrote; anything else gives the usual widths. */
export function readColumns(text: string | undefined): Columns {
  const [list, panel] = (text ?? "").split(",")
  return {
    list: list ? clampColumn("list", Number(list)) : columnLimits.list.usual,
    panel: panel ? clampColumn("panel", Number(panel)) : columnLimits.panel.usual,
  }
}

export function writeColumns({ list, panel }: Columns): string {
  return `${list},${panel}`
}
