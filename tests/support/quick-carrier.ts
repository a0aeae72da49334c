import type { CarrierOptions } from "../../local/carrier/options.ts"

/** A carrier that speaks in short tones and does not count calls per second, so that a test is not about waiting. */
export const quickCarrier: Partial<CarrierOptions> = {
  speech: "tones",
  toneMsPerCharacter: 5,
  callsPerSecond: 0,
}
