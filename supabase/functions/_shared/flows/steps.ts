import type { Block, Speech } from "./schema.ts"
import type { FlowStep } from "./walk-types.ts"

/** A block at which a caller stays for a while. */
export type Stop = Extract<Block, { kind: "announce" | "menu" | "queue" | "external" | "voicemail" }>

/** Whether a caller stays at `block`; the others are passed, or end the call. */
export function isStop(block: Block): block is Stop {
  return block.kind !== "hours" && block.kind !== "number_check" && block.kind !== "hangup"
}

/** What a caller's leg does at `block`; `before` is said first, where a menu asks again. Null for a queue that nobody has chosen. */
export function stepOf(block: Stop, before: Speech | null): FlowStep | null {
  const { id } = block
  switch (block.kind) {
    case "announce":
      return { kind: "say", block: id, say: block.say }
    case "menu": {
      const say = before ? [before, block.prompt] : [block.prompt]
      const keys = block.keys.map(({ key }) => key)
      return { kind: "gather", block: id, say, waitSeconds: block.waitSeconds, keys }
    }
    case "queue": {
      const { queueId, maxWaitSeconds, maxLength, saysPosition, musicId, exits, callback } = block
      if (queueId === null) return null
      const keys = [...exits.map(({ key }) => key), ...(callback ? [callback.key] : [])]
      return { kind: "queue", block: id, queueId, maxWaitSeconds, maxLength, saysPosition, musicId, keys }
    }
    case "external":
      return { kind: "dial", block: id, number: block.number, ringSeconds: block.ringSeconds }
    case "voicemail":
      return { kind: "voicemail", block: id, greeting: block.greeting, maxSeconds: block.maxSeconds }
    default:
      return block satisfies never
  }
}
