import { describe, expect, test } from "vitest"
import { agent, CallUnderTest } from "../../../../../tests/support/call-context.ts"
import type { Decision } from "../decision.ts"

const effectsOf = ({ effects }: Decision) => effects.map(({ effect }) => effect)
const factsOf = ({ facts }: Decision) => facts.map(({ kind }) => kind)

/** A recorded call in which Sato talks with the customer, and what is asked and reported of its hold. */
class Talk {
  readonly sato = agent("佐藤")
  readonly call = new CallUnderTest([this.sato])

  constructor() {
    this.call.arrive()
    this.call.ring()
    this.call.answer()
  }

  get legId() {
    return this.call.lastOffer.legId
  }

  hold(isHeld: boolean, actorMemberId = this.sato.memberId) {
    const asked = { kind: "hold_asked", legId: this.legId, isHeld, userId: actorMemberId } as const
    return this.call.event(asked, { actorMemberId })
  }

  pause(isPaused: boolean, actorMemberId = this.sato.memberId) {
    const asked = { kind: "pause_asked", legId: this.legId, isPaused, userId: actorMemberId } as const
    return this.call.event(asked, { actorMemberId })
  }

  get stayId() {
    return this.call.state.stay?.id ?? ""
  }

  /** The provider has done what it was told about the hold, or refuses. */
  holdSet(isHeld: boolean, error?: string) {
    const set = { legId: this.call.customer.id, stayId: this.stayId, isHeld }
    return this.call.event(
      error === undefined ? { kind: "hold_set", ...set } : { kind: "hold_refused", ...set, error },
    )
  }

  pauseSet(isPaused: boolean, error?: string) {
    const set = { callId: this.call.state.id, stayId: this.stayId, isPaused }
    return this.call.event(
      error === undefined ? { kind: "pause_set", ...set } : { kind: "pause_refused", ...set, error },
    )
  }

  get hold_() {
    const { isHoldAsked, isHeld } = this.call.customer
    const { isRecordingPaused, isPauseAsked } = this.call.state
    return { isHoldAsked, isHeld, isPauseAsked, isRecordingPaused }
  }
}

const quiet = { isHoldAsked: false, isHeld: false, isPauseAsked: false, isRecordingPaused: false }

describe("a hold", () => {
  test("[F1][D3] pauses the recording before the music, and ends the music before the recording goes on", () => {
    const talk = new Talk()
    const held = talk.hold(true)
    expect(effectsOf(held)).toMatchObject([
      { kind: "pause_recording", stayId: talk.stayId, conferenceId: "CF1", isPaused: true },
      { kind: "hold_leg", legId: talk.call.customer.id, conferenceId: "CF1", isHeld: true },
    ])
    expect(held.instruction).toEqual({ kind: "accepted" })
    expect(talk.hold_).toEqual({ ...quiet, isHoldAsked: true })
    talk.pauseSet(true)
    talk.holdSet(true)
    expect(talk.hold_).toEqual({ ...quiet, isHoldAsked: true, isHeld: true, isRecordingPaused: true })
    expect(effectsOf(talk.hold(false))).toMatchObject([
      { kind: "hold_leg", isHeld: false },
      { kind: "pause_recording", isPaused: false },
    ])
    talk.holdSet(false)
    talk.pauseSet(false)
    expect(talk.hold_).toEqual(quiet)
    expect(talk.call.replayed).toEqual(talk.call.call)
  })

  test("[F1] asked for twice is one hold", () => {
    const talk = new Talk()
    talk.hold(true)
    const again = talk.hold(true)
    expect([again.facts, again.effects]).toEqual([[], []])
    expect(again.instruction).toEqual({ kind: "accepted" })
  })

  test("[F1] is undone before the provider has answered: what has not happened is taken back, what is happening is followed", () => {
    const talk = new Talk()
    talk.hold(true)
    const undone = talk.hold(false)
    expect(undone.superseded).toEqual(
      expect.arrayContaining([
        { kind: "hold_leg", target: talk.call.customer.id },
        { kind: "pause_recording", target: talk.stayId },
      ]),
    )
    expect(effectsOf(undone)).toMatchObject([
      { kind: "hold_leg", isHeld: false },
      { kind: "pause_recording", isPaused: false },
    ])
    // The answer to the first request was on its way.
    talk.holdSet(true)
    expect(talk.hold_).toMatchObject({ isHoldAsked: false, isHeld: true })
    talk.holdSet(false)
    expect(talk.hold_).toEqual(quiet)
  })

  test("[F1] the provider refuses leaves the customer in the talk, says so, and lets the recording go on", () => {
    const talk = new Talk()
    talk.hold(true)
    talk.pauseSet(true)
    const refused = talk.holdSet(true, "no")
    expect(factsOf(refused)).toEqual(["hold_refused"])
    expect(effectsOf(refused)).toMatchObject([{ kind: "pause_recording", isPaused: false }])
    expect(talk.hold_).toMatchObject({ isHoldAsked: false, isHeld: false })
    expect(factsOf(talk.hold(true))).toEqual(["hold_asked"])
  })

  test("[F1] that is given up, or refused after it was undone, says what is true", () => {
    const talk = new Talk()
    const [, effect] = effectsOf(talk.hold(true))
    if (effect) talk.call.givenUp(effect)
    expect(talk.hold_).toMatchObject({ isHoldAsked: false, isHeld: false })
    talk.hold(true)
    talk.hold(false)
    expect(talk.holdSet(true, "no").facts).toEqual([])
    expect(talk.hold_).toMatchObject({ isHoldAsked: false, isHeld: false })
  })

  test("[F1] is not for who is in no talk of that call", () => {
    const talk = new Talk()
    const foreign = talk.hold(true, agent("田中").memberId)
    expect(foreign.facts).toEqual([])
    expect(foreign.instruction).toEqual({ kind: "refuse_request", reason: "not_in_call" })
    talk.call.customerEnds()
    expect(talk.hold(true).instruction).toEqual({ kind: "refuse_request", reason: "not_in_call" })
    expect(talk.holdSet(true).facts).toEqual([])
  })

  test("[F1] under way is not carried out once the call has ended", () => {
    const talk = new Talk()
    talk.hold(true)
    expect(talk.call.customerEnds().superseded).toEqual(
      expect.arrayContaining([
        { kind: "hold_leg", target: talk.call.customer.id },
        { kind: "pause_recording", target: talk.call.stays[0] },
      ]),
    )
  })
})

describe("a pause of the recording", () => {
  test("[D3] lasts until it is ended, a hold within it or not", () => {
    const talk = new Talk()
    expect(effectsOf(talk.pause(true))).toMatchObject([{ kind: "pause_recording", isPaused: true }])
    talk.pauseSet(true)
    expect(talk.pause(true).facts).toEqual([])
    talk.hold(true)
    expect(effectsOf(talk.hold(false))).toMatchObject([
      { kind: "hold_leg", isHeld: false },
      { kind: "pause_recording", isPaused: true },
    ])
    talk.hold(true)
    expect(effectsOf(talk.pause(false))).toMatchObject([{ kind: "pause_recording", isPaused: true }])
    expect(effectsOf(talk.hold(false))).toMatchObject([
      { kind: "hold_leg", isHeld: false },
      { kind: "pause_recording", isPaused: false },
    ])
  })

  test("[D3] the provider refuses is not shown as one, and somebody is told", () => {
    const talk = new Talk()
    talk.pause(true)
    const refused = talk.pauseSet(true, "no")
    expect(talk.hold_).toEqual(quiet)
    expect(effectsOf(refused)).toMatchObject([{ kind: "raise_alarm", alarm: "provider_refused" }])
    talk.pause(true)
    talk.pauseSet(true)
    const [effect] = effectsOf(talk.pause(false))
    if (effect) talk.call.givenUp(effect)
    expect(talk.hold_).toMatchObject({ isPauseAsked: true, isRecordingPaused: true })
  })

  test("[D3] of a call that is not recorded is nothing", () => {
    const sato = agent("佐藤")
    const { number } = new CallUnderTest([]).base
    const call = new CallUnderTest([sato], { number: number && { ...number, isRecorded: false } })
    call.arrive()
    call.ring()
    const { legId } = call.offer
    call.answer()
    const actor = { actorMemberId: sato.memberId }
    const userId = sato.memberId
    expect(call.event({ kind: "pause_asked", legId, isPaused: true, userId }, actor).facts).toEqual([])
    const held = call.event({ kind: "hold_asked", legId, isHeld: true, userId }, actor)
    expect(effectsOf(held).map(({ kind }) => kind)).toEqual(["hold_leg"])
  })
})
