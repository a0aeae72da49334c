import type { Block, FlowDefinition } from "./schema.ts"

/** One way out of a block: its name among the block's exits, where it leads, and whether a caller takes it by pressing a key. */
export type Exit = { name: string; next: string | null; isChoice: boolean }

/** The ways out of a block, in the order in which they are shown. One that ends the call has none. */
export function exitsOf(block: Block): Exit[] {
  switch (block.kind) {
    case "hours":
      return [always("open", block.open), always("closed", block.closed)]
    case "number_check":
      return [
        ...(block.blocked ? [always("blocked", block.blocked.next)] : []),
        ...(block.important ? [always("important", block.important.next)] : []),
        always("otherwise", block.otherwise),
      ]
    case "announce":
      return [always("next", block.next)]
    case "menu":
      return [
        ...block.keys.map(({ key, next }) => chosen(key, next)),
        always("no_input", block.noInput.next),
        always("wrong_input", block.wrongInput.next),
      ]
    case "queue":
      return [...block.exits.map(({ key, next }) => chosen(key, next)), always("overflow", block.overflow)]
    case "external":
      return [always("unanswered", block.unanswered)]
    case "voicemail":
    case "hangup":
      return []
    default:
      return block satisfies never
  }
}

/** The block of that id; undefined for none. */
export function blockOf({ blocks }: FlowDefinition, id: string | null): Block | undefined {
  return id === null ? undefined : blocks.find((one) => one.id === id)
}

/** Every id that can be reached from `roots`, they themselves too, over the exits that `follows`. */
export function reachable(
  flow: FlowDefinition,
  roots: readonly (string | null)[],
  follows: (exit: Exit) => boolean = () => true,
): Set<string> {
  const reached = new Set<string>()
  const open = [...roots]
  while (open.length > 0) {
    const found = blockOf(flow, open.pop() ?? null)
    if (!found || reached.has(found.id)) continue
    reached.add(found.id)
    for (const exit of exitsOf(found)) if (follows(exit)) open.push(exit.next)
  }
  return reached
}

function always(name: string, next: string | null): Exit {
  return { name, next, isChoice: false }
}

function chosen(key: string, next: string | null): Exit {
  return { name: `key ${key}`, next, isChoice: true }
}
