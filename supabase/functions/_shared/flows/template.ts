import { type FlowDefinition, type Holiday, type Opening, type Speech, usualLimit } from "./schema.ts"

/** What the owner of a template flow sets. Texts are spoken in the account's language. */
export type TemplateSettings = {
  timeZone: string
  voice: Speech["voice"]
  opening: readonly Opening[]
  holidays: readonly Holiday[]
  queueId: string | null
  recordingNotice: boolean
  greeting: string | null
  closedMessage: string
  noAnswerMessage: string
}

/**
 * The template flow as a graph (S1): by its hours to a greeting and the queue, or to the closed message; who is not served hears
 * why, and the call ends.
 */
export function templateFlow(settings: TemplateSettings): FlowDefinition {
  const { timeZone, voice, opening, holidays, queueId, recordingNotice } = settings
  const { greeting, closedMessage, noAnswerMessage } = settings
  const spoken = (text: string): Speech => ({ text, voice, audioId: null })
  const name = null
  return {
    kind: "graph",
    timeZone,
    recordingNotice,
    start: "hours",
    overflow: "no-answer",
    limit: usualLimit,
    blocks: [
      {
        kind: "hours",
        id: "hours",
        name,
        opening: [...opening],
        holidays: [...holidays],
        open: greeting === null ? "queue" : "greeting",
        closed: "closed",
      },
      ...(greeting === null
        ? []
        : [{ kind: "announce" as const, id: "greeting", name, say: spoken(greeting), next: "queue" }]),
      {
        kind: "queue",
        id: "queue",
        name,
        queueId,
        maxWaitSeconds: null,
        maxLength: null,
        saysPosition: true,
        musicId: null,
        overflow: "no-answer",
        exits: [],
        callback: null,
      },
      { kind: "hangup", id: "closed", name, say: spoken(closedMessage) },
      { kind: "hangup", id: "no-answer", name, say: spoken(noAnswerMessage) },
    ],
  }
}
