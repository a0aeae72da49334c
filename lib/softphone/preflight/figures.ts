import type { PreflightTest } from "@twilio/voice-sdk"

/** What a test call measured; null where it was too short to say. Times in ms, loss in percent. */
export type CallFigures = {
  /** Whether sound came in at all. */
  hasReceived: boolean
  /** Transport of the sound: `udp`, or what a restricted network left. */
  transport: string | null
  /** Whether it went through a relay (TURN) instead of directly. */
  isRelayed: boolean
  roundTrip: number | null
  jitter: number | null
  loss: number | null
  /** Mean opinion score, 1–4.5. */
  score: number | null
  /** Loudest that the microphone gave, 0–32767. */
  microphoneLevel: number
  edge: string | null
}

/** The figures of the SDK's report. */
export function figuresOf(report: PreflightTest.Report): CallFigures {
  const { stats, totals, samples, selectedIceCandidatePairStats: pair } = report
  const candidate = pair?.localCandidate as { protocol?: unknown; relayProtocol?: unknown } | undefined
  // Through a relay the way to the relay counts: TLS on 443 passes where UDP does not.
  const transport = candidate?.relayProtocol ?? candidate?.protocol
  return {
    hasReceived: (totals?.packetsReceived ?? 0) > 0,
    transport: typeof transport === "string" ? transport : null,
    isRelayed: report.isTurnRequired === true,
    roundTrip: stats?.rtt.average ?? null,
    jitter: stats?.jitter.average ?? null,
    loss: totals?.packetsLostFraction ?? null,
    score: stats?.mos.average ?? null,
    microphoneLevel: Math.max(0, ...samples.map((sample) => sample.audioInputLevel)),
    edge: report.edge ?? null,
  }
}
