import { cpus, platform, release, totalmem } from "node:os"
import type { Row } from "./measure.ts"

/** What was measured on, for whoever compares results. */
export function machine(): string {
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const model = processors[0]?.model.trim() ?? "unknown processor"
  return `${processors.length} × ${model}, ${memory} GiB, ${platform()} ${release()}, Node ${process.versions.node}`
}

/** What is aimed at, and whether it was missed: multiples of the floor, or a number of its own. */
function aimOf({ aim, aim_p95, most, p50, p95, floor_p50, floor_p95 }: Row): string {
  const said = (limit: number | undefined, is: number, of: string) =>
    limit === undefined ? [] : [`${of}≤ ${limit}${is > limit ? " missed" : ""}`]
  return [
    ...said(aim, p50 / floor_p50, ""),
    ...said(aim_p95, p95 / floor_p95, "p95 "),
    ...said(most, p50, "in all "),
  ].join(", ")
}

/** The rows as a table for a terminal. */
export function table(rows: Row[]): string {
  const header = ["", "p50", "p95", "floor p50", "floor p95", "×", "aim", "n"]
  const cells = rows.map((row) => [
    row.name,
    `${row.p50} ${row.unit}`,
    `${row.p95} ${row.unit}`,
    `${row.floor_p50} ${row.unit}`,
    `${row.floor_p95} ${row.unit}`,
    row.floor_p50 === 0 ? "" : (row.p50 / row.floor_p50).toFixed(2),
    aimOf(row),
    String(row.n),
  ])
  const widths = header.map((title, column) =>
    Math.max(title.length, ...cells.map((line) => line[column]?.length ?? 0)),
  )
  const lines = [header, ...cells].map((line) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  "),
  )
  const floors = rows.map(({ name, floor }) => `  ${name}: ${floor}`)
  return [...lines, "", "Floors:", ...new Set(floors)].join("\n")
}
