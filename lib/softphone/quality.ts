/** How the line is, for people: four bars, two, one. */
export type LineQuality = "good" | "fair" | "poor"

/** What hinders a call that goes on, the gravest first; each has its words in `phone.json`. */
export const lineWarnings = [
  "reconnecting",
  "nothing_sent",
  "nothing_received",
  "gaps",
  "choppy",
  "unclear",
  "slow",
  "silent_microphone",
] as const
export type LineWarning = (typeof lineWarnings)[number]

/** The line as it stands: `warnings` in the order of {@link lineWarnings}. */
export type LineState = { quality: LineQuality; warnings: readonly LineWarning[] }

export const goodLine: LineState = { quality: "good", warnings: [] }

/**
 * The SDK's warnings in our words. Its thresholds (`statsMonitor.js` of 2.18): round trip over 400 ms, jitter over 30 ms,
 * opinion score under 3, loss over 1 % in a second or 3 % on average, no byte in three seconds, a level that stands still for
 * ten. It says nothing of the output's level.
 */
const meanings = new Map<string, LineWarning>([
  ["ice-connectivity-lost", "reconnecting"],
  ["low-bytes-sent", "nothing_sent"],
  ["low-bytes-received", "nothing_received"],
  ["high-packet-loss", "gaps"],
  ["high-packets-lost-fraction", "gaps"],
  ["high-jitter", "choppy"],
  ["low-mos", "unclear"],
  ["high-rtt", "slow"],
  ["constant-audio-input-level", "silent_microphone"],
])

/** Name of the SDK's warning about a microphone that gives nothing; the SDK says neither it nor its end while muted. */
export const silentInput = "constant-audio-input-level"

/**
 * The line from the SDK's standing warnings and the newest mean opinion score (1–4.5, null while unknown).
 * Below 3.1 many listeners are dissatisfied, below 3.6 some (ITU-T G.107, table B.1).
 */
export function lineStateOf(standing: ReadonlySet<string>, mos: number | null): LineState {
  const meant = new Set([...standing].map((name) => meanings.get(name)))
  const warnings = lineWarnings.filter((warning) => meant.has(warning))
  return { quality: qualityOf(warnings, mos), warnings }
}

function qualityOf(warnings: readonly LineWarning[], mos: number | null): LineQuality {
  const isCut = (["reconnecting", "nothing_sent", "nothing_received"] as const).some((warning) =>
    warnings.includes(warning),
  )
  if (isCut || (mos !== null && mos < 3.1)) return "poor"
  const isHindered = warnings.some((warning) => warning !== "silent_microphone")
  return isHindered || (mos !== null && mos < 3.6) ? "fair" : "good"
}

/** Those to be shown of `warnings`: the gravest of the line, which explains the others, and the microphone's. */
export function shownWarnings(warnings: readonly LineWarning[]): LineWarning[] {
  const [gravest] = warnings.filter((warning) => warning !== "silent_microphone")
  return [
    ...(gravest === undefined ? [] : [gravest]),
    ...(warnings.includes("silent_microphone") ? (["silent_microphone"] as const) : []),
  ]
}

/** What is to be said when the shown warnings become others: each new one, or that all is well again; null for neither. */
export function warningNews(
  before: readonly LineWarning[],
  after: readonly LineWarning[],
): readonly LineWarning[] | "cleared" | null {
  const begun = after.filter((warning) => !before.includes(warning))
  if (begun.length > 0) return begun
  return before.length > 0 && after.length === 0 ? "cleared" : null
}
