import type { CallOutcome } from "./verdicts"

/** One check as it is read: its name, how it went, in words. */
export type ReportLine = { name: string; words: string }

/** What somebody who looks after the network needs beside the words. Figures in ms and percent. */
export type ReportFacts = { at: string; address: string; browser: string; call: CallOutcome | null }

/** The report as text to be sent to somebody: the checks in words, then the figures under names that need no translation. */
export function reportText(
  lines: readonly ReportLine[],
  { at, address, browser, call }: ReportFacts,
): string {
  return [
    `Toritsugi ${address}`,
    at,
    browser,
    "",
    ...lines.map(({ name, words }) => `${name}: ${words}`),
    ...figureLines(call),
  ].join("\n")
}

function figureLines(call: CallOutcome | null): string[] {
  if (call?.kind === "failed") return ["", `error: ${call.code ?? "none"}, connected: ${call.hasConnected}`]
  if (call?.kind !== "measured") return []
  const { figures } = call
  const told = (value: number | string | null, unit = "") => (value === null ? "?" : `${value}${unit}`)
  return [
    "",
    `transport: ${told(figures.transport)}${figures.isRelayed ? " (relayed)" : ""}, edge: ${told(figures.edge)}`,
    `round trip: ${told(figures.roundTrip, " ms")}, jitter: ${told(figures.jitter, " ms")}, loss: ${told(figures.loss, " %")}, MOS: ${told(figures.score)}`,
  ]
}
