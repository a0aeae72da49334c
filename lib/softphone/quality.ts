/** How the line is, for people: four bars, two, one. */
export type LineQuality = "good" | "fair" | "poor"

/** Warnings of the SDK that a person hears; the others are about levels. */
const heard = [
  "high-rtt",
  "low-mos",
  "high-jitter",
  "high-packet-loss",
  "high-packets-lost-fraction",
  "ice-connectivity-lost",
]

/**
 * Quality from the SDK's standing warnings and the newest mean opinion score (1–4.5, null while unknown).
 * Below 3.1 many listeners are dissatisfied, below 3.6 some (ITU-T G.107, table B.1).
 */
export function qualityOf(warnings: ReadonlySet<string>, mos: number | null): LineQuality {
  if (warnings.has("ice-connectivity-lost") || (mos !== null && mos < 3.1)) return "poor"
  if ((mos !== null && mos < 3.6) || heard.some((name) => warnings.has(name))) return "fair"
  return "good"
}
