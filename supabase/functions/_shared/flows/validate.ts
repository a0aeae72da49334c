import { dialable, type ShownNumber } from "../calls/dialable.ts"
import { error, type Fault, warning } from "./faults.ts"
import { graphFaults } from "./graph-faults.ts"
import { type Block, type FlowDefinition, flowDefinition, type Speech } from "./schema.ts"

/** Somebody who answers a queue, and the inboxes in which they are at least Assistant (A11). */
type QueueAgent = { name: string; canAnswer: boolean; inboxIds: readonly string[] }

/** What a version stands in: everything outside of it that decides whether it can be followed. */
export type FlowSurroundings = {
  /** A3: the pro course and flow customisation, both. */
  hasVoicemail: boolean
  queues: readonly { id: string; agents: readonly QueueAgent[] }[]
  /** The numbers whose calls come to this flow; `inbox` is where their memos are made. */
  numbers: readonly (ShownNumber & { inbox: { id: string; name: string } })[]
  /** Every number of the account, E.164. */
  ownNumbers: readonly string[]
  audioIds: readonly string[]
}

/** A number that is in no service: where a flow has none yet, what every number refuses is refused. */
const anyNumber: ShownNumber = { number: "+81300000000", mayCall0800: true }

/**
 * What is wrong with a draft in its surroundings, each fault with its block. `definition` is anything that was sent. The flow is
 * null when it is not one at all. It may be published when no fault is an error: then every call to it ends (`walk`).
 */
export function validate(
  definition: unknown,
  surroundings: FlowSurroundings,
): { flow: FlowDefinition | null; faults: Fault[]; isPublishable: boolean } {
  const parsed = flowDefinition.safeParse(definition)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) =>
      error(blockAt(definition, path), { fault: "malformed", path: path.join("."), message }),
    )
    return { flow: null, faults, isPublishable: false }
  }
  const flow = parsed.data
  const faults = [...graphFaults(flow), ...flow.blocks.flatMap((one) => blockFaults(one, surroundings))]
  return { flow, faults, isPublishable: faults.every(({ severity }) => severity === "warning") }
}

/** The id of the block that `path` is in, as far as something that is no flow tells. */
function blockAt(definition: unknown, path: readonly PropertyKey[]): string | null {
  const [list, place] = path
  if (list !== "blocks" || typeof place !== "number") return null
  const { blocks } = definition as { blocks?: unknown }
  const block: unknown = Array.isArray(blocks) ? blocks[place] : null
  if (typeof block !== "object" || block === null || !("id" in block)) return null
  return typeof block.id === "string" ? block.id : null
}

function blockFaults(block: Block, surroundings: FlowSurroundings): Fault[] {
  return [
    ...audioFaults(block, surroundings),
    ...keyFaults(block),
    ...(block.kind === "hours" ? dayFaults(block) : []),
    ...(block.kind === "queue" ? queueFaults(block, surroundings) : []),
    ...(block.kind === "external" ? numberFaults(block, surroundings) : []),
    ...(block.kind === "voicemail" && !surroundings.hasVoicemail
      ? [error(block.id, { fault: "voicemail_locked" })]
      : []),
  ]
}

function audioFaults(block: Block, { audioIds }: FlowSurroundings): Fault[] {
  const used = speechesOf(block).map((one) => one?.audioId)
  if (block.kind === "queue") used.push(block.musicId)
  return used.flatMap((audioId) =>
    audioId == null || audioIds.includes(audioId)
      ? []
      : [error(block.id, { fault: "unknown_audio", audioId })],
  )
}

function speechesOf(block: Block): (Speech | null | undefined)[] {
  switch (block.kind) {
    case "announce":
    case "hangup":
      return [block.say]
    case "menu":
      return [block.prompt, block.noInput.say, block.wrongInput.say]
    case "queue":
      return [block.callback?.say]
    case "voicemail":
      return [block.greeting]
    default:
      return []
  }
}

function keyFaults(block: Block): Fault[] {
  if (block.kind !== "menu" && block.kind !== "queue") return []
  const keys =
    block.kind === "menu"
      ? block.keys.map(({ key }) => key)
      : [...block.exits.map(({ key }) => key), ...(block.callback ? [block.callback.key] : [])]
  const faults = [...repeated(keys)].map((key) => error(block.id, { fault: "same_key", key }))
  return block.kind === "menu" && keys.length === 0
    ? [...faults, error(block.id, { fault: "no_keys" })]
    : faults
}

function dayFaults({ id, holidays }: Extract<Block, { kind: "hours" }>): Fault[] {
  return [...repeated(holidays.map(({ day }) => day))].map((day) => error(id, { fault: "same_day", day }))
}

function queueFaults(
  { id, queueId }: Extract<Block, { kind: "queue" }>,
  { queues, numbers }: FlowSurroundings,
): Fault[] {
  const queue = queues.find((one) => one.id === queueId)
  if (!queue) return [error(id, { fault: "unknown_queue" })]
  const inboxes = new Map(numbers.map(({ inbox }) => [inbox.id, inbox.name]))
  return [...inboxes].flatMap(([inboxId, inbox]): Fault[] => {
    const able = queue.agents.filter(({ canAnswer }) => canAnswer)
    const strangers = able.filter(({ inboxIds }) => !inboxIds.includes(inboxId))
    if (strangers.length === able.length) return [error(id, { fault: "nobody_in_queue", inbox })]
    const agents = strangers.map(({ name }) => name)
    return agents.length > 0 ? [warning(id, { fault: "agents_without_role", inbox, agents })] : []
  })
}

/** Each of the flow's numbers would be shown: each must be able to call there. */
function numberFaults(
  { id, number }: Extract<Block, { kind: "external" }>,
  { numbers, ownNumbers }: FlowSurroundings,
): Fault[] {
  const shown: readonly ShownNumber[] = numbers.length > 0 ? numbers : [anyNumber]
  const seen = new Set<string>()
  return shown.flatMap((one) => {
    const result = dialable(number, one, ownNumbers)
    // What no number may dial is said once.
    if (result.kind === "number" || seen.has(result.reason)) return []
    seen.add(result.reason)
    const { reason } = result
    return [error(id, { fault: "not_dialable", reason, shown: one === anyNumber ? null : one.number })]
  })
}

function repeated(values: readonly string[]): Set<string> {
  return new Set(values.filter((one, place) => values.indexOf(one) < place))
}
