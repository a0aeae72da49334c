import type { MediaClock } from "../media/clock.ts"
import type { Source } from "../media/source.ts"
import { WebRtcLeg } from "../media/webrtc-leg.ts"
import type { Call, Line } from "../state/call.ts"
import type { FinalStatus } from "../state/call-record.ts"
import type { PhoneMessage } from "./messages.ts"

/** The customer's phone page at the end of a call. */
export class PhoneLine implements Line {
  readonly kind = "phone"
  readonly spoken: Source = { frame: (tick) => this.#leg.frame(tick) }
  readonly #leg: WebRtcLeg
  readonly #send: (message: PhoneMessage) => void
  readonly #onEnd: () => void
  /** The page's SDP offer, for a call it makes. */
  readonly #ownOffer: string | null
  #call: Call | null = null

  constructor(
    { clock, mediaAddress }: { clock: MediaClock; mediaAddress: string },
    send: (message: PhoneMessage) => void,
    onEnd: () => void,
    ownOffer: string | null,
  ) {
    this.#leg = new WebRtcLeg(clock, mediaAddress)
    this.#send = send
    this.#onEnd = onEnd
    this.#ownOffer = ownOffer
  }

  ring(call: Call): void {
    this.#call = call
    this.#leg.offer().then(
      (sdp) => {
        if (call.ended) return
        this.#send({ type: "incoming", callSid: call.sid, from: call.from, sdp })
        call.partyRings()
      },
      () => call.partyEnds("failed"),
    )
  }

  answer(call: Call): void {
    this.#call = call
    this.#leg.answer(this.#ownOffer ?? "").then(
      (sdp) => {
        this.#listen(call)
        this.#send({ type: "answered", callSid: call.sid, sdp })
      },
      () => call.partyEnds("failed"),
    )
  }

  end(call: Call, status: FinalStatus): void {
    void this.#leg.close()
    this.#send({ type: "ended", callSid: call.sid, status, seconds: call.durationSeconds })
    this.#onEnd()
  }

  /** The page accepts a call that rings at it. */
  accept(sdp: string): void {
    const call = this.#call
    if (!call) return
    this.#leg.takeAnswer(sdp).catch(() => call.partyEnds("failed"))
    this.#listen(call)
    call.partyAnswers()
  }

  #listen(call: Call): void {
    this.#leg.send({ frame: (tick) => call.heard.frame(tick) })
  }
}
