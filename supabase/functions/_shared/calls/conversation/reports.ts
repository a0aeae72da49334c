import type { CallEvent } from "../events.ts"
import type { Call, Leg } from "../state.ts"

/** What the provider reports of a leg, from its creation to its end. */
export type AgentNews = Extract<
  CallEvent,
  { kind: "leg_created" | "leg_answered" | "leg_ended" | "leg_joined" | "leg_left" }
>

/** The leg some news is about. */
export function legOfNews(call: Call, news: AgentNews): Leg | undefined {
  return call.legs.find(({ id, providerLegId }) =>
    news.legId === null ? providerLegId === news.providerLegId : id === news.legId,
  )
}

/** Whether news of a conference is of the one the customer is in or on the way to: all other is late. */
export function isPresentStay(call: Call, news: { stayId: string; conferenceId: string }): boolean {
  const { stay } = call
  if (stay?.id !== news.stayId) return false
  return stay.conferenceId === null || stay.conferenceId === news.conferenceId
}
