import { blockOf, exitsOf, reachable } from "./exits.ts"
import { error, type Fault } from "./faults.ts"
import type { Block, FlowDefinition } from "./schema.ts"

/** What is wrong with the shape of the graph: whether a caller can get lost in it. */
export function graphFaults(flow: FlowDefinition): Fault[] {
  return [
    ...sameIds(flow),
    ...missingTargets(flow),
    ...unreachableBlocks(flow),
    ...endlessLoops(flow),
    ...deadEnds(flow),
    ...waitingOverflow(flow),
  ]
}

function sameIds({ blocks }: FlowDefinition): Fault[] {
  const twice = blocks.filter(({ id }, place) => blocks.findIndex((one) => one.id === id) < place)
  return twice.map(({ id }) => error(id, { fault: "same_id" }))
}

function missingTargets(flow: FlowDefinition): Fault[] {
  const ofVersion = (["start", "overflow"] as const).filter((exit) => !blockOf(flow, flow[exit]))
  return [
    ...ofVersion.map((exit) => error(null, { fault: "missing_target", exit })),
    ...flow.blocks.flatMap((block) =>
      exitsOf(block)
        .filter(({ next }) => !blockOf(flow, next))
        .map(({ name }) => error(block.id, { fault: "missing_target", exit: name })),
    ),
  ]
}

function unreachableBlocks(flow: FlowDefinition): Fault[] {
  const reached = reachable(flow, [flow.start, flow.overflow])
  return unlike(flow.blocks, reached).map(({ id }) => error(id, { fault: "unreachable" }))
}

/** A loop is the caller's only where a key leads round it: over all other exits the graph must not come back. */
function endlessLoops(flow: FlowDefinition): Fault[] {
  const comesBack = ({ id }: Block) => reachable(flow, nextOf(flow, id), ({ isChoice }) => !isChoice).has(id)
  return flow.blocks.filter(comesBack).map(({ id }) => error(id, { fault: "endless_loop" }))
}

function nextOf(flow: FlowDefinition, id: string): (string | null)[] {
  const block = blockOf(flow, id)
  return block ? exitsOf(block).flatMap(({ isChoice, next }) => (isChoice ? [] : [next])) : []
}

function deadEnds(flow: FlowDefinition): Fault[] {
  const ends = new Set(flow.blocks.filter((block) => exitsOf(block).length === 0).map(({ id }) => id))
  const leadsToEnd = ({ id }: Block) => [...reachable(flow, [id])].some((one) => ends.has(one))
  return flow.blocks.filter((block) => !leadsToEnd(block)).map(({ id }) => error(id, { fault: "no_end" }))
}

/** Whoever was in the flow for too long is not made to wait or to choose again. */
function waitingOverflow(flow: FlowDefinition): Fault[] {
  const waits = new Set<Block["kind"]>(["menu", "queue", "external"])
  const after = reachable(flow, [flow.overflow])
  return flow.blocks
    .filter(({ id, kind }) => after.has(id) && waits.has(kind))
    .map(({ id }) => error(id, { fault: "overflow_waits" }))
}

function unlike(blocks: readonly Block[], ids: ReadonlySet<string>): Block[] {
  return blocks.filter(({ id }) => !ids.has(id))
}
