import { now } from "@/lib/clock/page-clock"
import { AppError } from "@/lib/errors"
import type { MicrophoneChoice } from "./devices/audio-devices"
import type { LegEvent, PhoneEffect } from "./model"
import type { phoneApi } from "./phone-api"
import type { VoiceCall } from "./voice-call"

export type EffectTools = {
  api: Pick<typeof phoneApi, "acknowledge" | "ringing" | "decline" | "hangUp" | "lost" | "resume">
  /** The line to the provider, with the leg that rings or talks on it. */
  line: {
    current: Pick<VoiceCall, "legId" | "answer" | "reject" | "mute" | "hangUp"> | null
    dial(legId: string): Promise<void>
  } | null
  /** The microphone to answer with. */
  choice(): MicrophoneChoice
  openTicket(number: number): void
  /** Has own phone read anew. */
  read(): void
  send(event: LegEvent): void
}

/** How long, in ms, a hang-up waits for the app to note it before the line is cut anyway. */
const noteWithin = 1000

/** Does what the machine said. Never rejects: what failed is read again, or was somebody else's to end. */
export async function runEffect(effect: PhoneEffect, tools: EffectTools): Promise<void> {
  const { api, line } = tools
  switch (effect.kind) {
    case "acknowledge":
      return readOnFailure(api.acknowledge(effect.offerId), tools)
    case "report_ringing":
      return readOnFailure(api.ringing(effect.offerId), tools)
    case "return":
      return orElse(api.acknowledge(effect.offerId), () => {
        tools.send({ kind: "return_failed", legId: effect.legId, now: now() })
        tools.read()
      })
    case "resume":
      return orElse(api.resume(effect.legId), (error) => {
        // Over, or found already: the database says which. Otherwise it has not heard it.
        const isAnswered = error instanceof AppError && error.code === "call_ended"
        if (!isAnswered) tools.send({ kind: "resume_failed", legId: effect.legId, now: now() })
        tools.read()
      })
    case "report_lost":
      // Where the leg has ended by now, own phone says so.
      return readOnFailure(api.lost(effect.legId), tools)
    case "decline": {
      const ringing = line?.current
      try {
        await api.decline(effect.offerId, effect.cause)
      } catch (error) {
        const isClosed = error instanceof AppError && error.code === "offer_closed"
        if (!isClosed && ringing?.legId === effect.legId) ringing.reject()
      }
      return
    }
    case "answer":
      if (line?.current?.legId === effect.legId) line.current.answer(tools.choice())
      else tools.send({ kind: "connect_failed", legId: effect.legId, problem: "answer_failed", now: now() })
      return
    case "connect":
      if (line) await line.dial(effect.legId)
      else tools.send({ kind: "connect_failed", legId: effect.legId, problem: "dial_failed", now: now() })
      return
    case "open_ticket":
      tools.openTicket(effect.number)
      return
    case "hang_up": {
      // The app must know that the end is meant before the provider reports it. Nothing is heard from here meanwhile.
      const ending = line?.current?.legId === effect.legId ? line.current : null
      ending?.mute(true)
      const isNoted = api.hangUp(effect.legId).catch(() => undefined)
      await Promise.race([isNoted, new Promise((resolve) => setTimeout(resolve, noteWithin))])
      ending?.hangUp()
      return
    }
    case "cut":
      if (line?.current?.legId === effect.legId) line.current.hangUp()
      return
    case "mute":
      line?.current?.mute(effect.isMuted)
      return
    case "read":
      tools.read()
      return
    default:
      return unknownEffect(effect)
  }
}

function readOnFailure(request: Promise<void>, tools: EffectTools) {
  return orElse(request, () => tools.read())
}

async function orElse(request: Promise<void>, onFailure: (error: unknown) => void) {
  try {
    await request
  } catch (error) {
    onFailure(error)
  }
}

function unknownEffect(effect: never): never {
  throw new Error(`the phone knows no effect ${JSON.stringify(effect)}`)
}
