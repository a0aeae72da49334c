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

/** Ids that a cookie can hold beside others; somebody with more folded inboxes unfolds the oldest. */
const mostFolded = 40

/** The ids of inboxes folded in the sidebar, from what {@link writeFolded} wrote. */
export function readFolded(text: string | undefined): string[] {
  return text ? text.split(".") : []
}

/** Their ids, joined by dots. */
export function writeFolded(ids: ReadonlySet<string>): string {
  return [...ids].slice(-mostFolded).join(".")
}

export const themes = ["system", "light", "dark"] as const

export type Theme = (typeof themes)[number]

/** Whether `value` is one of {@link themes}. */
export function isTheme(value: unknown): value is Theme {
  return typeof value === "string" && (themes as readonly string[]).includes(value)
}

/** The theme a cookie names; the device's when it names none. */
export function readTheme(value: string | undefined): Theme {
  return isTheme(value) ? value : "system"
}
