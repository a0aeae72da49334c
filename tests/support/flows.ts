import fc from "fast-check"
import { exitsOf, reachable } from "../../supabase/functions/_shared/flows/exits.ts"
import {
  type Block,
  type FlowDefinition,
  type Speech,
  telephoneKey,
} from "../../supabase/functions/_shared/flows/schema.ts"
import type { FlowSurroundings } from "../../supabase/functions/_shared/flows/validate.ts"
import type { FlowInput, FlowStep } from "../../supabase/functions/_shared/flows/walk-types.ts"

type Kind = Block["kind"]
type Of<K extends Kind> = Extract<Block, { kind: K }>

/** The one queue of {@link surroundings}. */
export const queueId = "5f0d9a52-1f2b-4c9e-8f11-0e3b7f7b2d10"

/** A text that is spoken in Japanese. */
export function speech(text: string, changes: Partial<Speech> = {}): Speech {
  return { text, voice: "ja", audioId: null, ...changes }
}

const usual: { [K in Kind]: Omit<Of<K>, "id" | "name"> } = {
  hours: {
    kind: "hours",
    opening: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: "09:00", closes: "18:00" })),
    holidays: [],
    open: null,
    closed: null,
  },
  number_check: { kind: "number_check", blocked: null, important: null, otherwise: null },
  announce: { kind: "announce", say: speech("お電話ありがとうございます。"), next: null },
  menu: {
    kind: "menu",
    prompt: speech("番号を押してください。"),
    keys: [],
    waitSeconds: 5,
    retries: 1,
    noInput: { say: null, next: null },
    wrongInput: { say: null, next: null },
  },
  queue: {
    kind: "queue",
    queueId,
    maxWaitSeconds: null,
    maxLength: null,
    saysPosition: true,
    musicId: null,
    overflow: null,
    exits: [],
    callback: null,
  },
  external: { kind: "external", number: "03-9876-5432", ringSeconds: 20, unanswered: null },
  voicemail: { kind: "voicemail", greeting: speech("ご用件をお話しください。"), maxSeconds: 120 },
  hangup: { kind: "hangup", say: null },
}

/** A block of that kind as it is drawn first, named by `id`, with `changes`. */
export function block<K extends Kind>(kind: K, id: string, changes: Partial<Of<K>> = {}): Block {
  return { ...usual[kind], id, name: null, ...changes } as Block
}

/** A version that begins with the first block and overflows to the last, in Tokyo, with the usual limit. */
export function flowOf(blocks: Block[], changes: Partial<FlowDefinition> = {}): FlowDefinition {
  return {
    kind: "graph",
    timeZone: "Asia/Tokyo",
    recordingNotice: false,
    start: blocks[0]?.id ?? null,
    overflow: blocks.at(-1)?.id ?? null,
    limit: { minutes: 30, steps: 200 },
    blocks,
    ...changes,
  }
}

/** An account that has everything: a queue of one agent, a 03 number and its inbox, voicemail. */
export function surroundings(changes: Partial<FlowSurroundings> = {}): FlowSurroundings {
  const inbox = { id: "b0d1a8c6-7d2b-4b0e-9a55-1f1f0b7c9a01", name: "サポート" }
  return {
    hasVoicemail: true,
    queues: [{ id: queueId, agents: [{ name: "佐藤", canAnswer: true, inboxIds: [inbox.id] }] }],
    numbers: [{ number: "+81312345678", mayCall0800: true, inbox }],
    ownNumbers: ["+81312345678"],
    audioIds: [],
    ...changes,
  }
}

/** What a caller does who does nothing at all, and what happens then. */
export function passiveInput(step: FlowStep): FlowInput {
  switch (step.kind) {
    case "gather":
      return { kind: "nothing_pressed" }
    case "queue":
      return { kind: "not_served", reason: "nobody_answered" }
    case "dial":
      return { kind: "not_reached" }
    case "voicemail":
      return { kind: "no_message" }
    case "say":
    case "end":
      return { kind: "asked" }
    default:
      return step satisfies never
  }
}

const kinds = Object.keys(usual) as Kind[]
const ids = Array.from({ length: 9 }, (_, place) => `b${place}`)

/** A block whose exits lead where `next` draws. */
function drawn(kind: Kind, id: string, exit: fc.Arbitrary<string | null>): fc.Arbitrary<Block> {
  const keyed = fc.uniqueArray(fc.record({ key: fc.constantFrom(...telephoneKey.options), next: exit }), {
    selector: ({ key }) => key,
    maxLength: 4,
  })
  const numbers = fc.subarray(["+819011112222", "+819033334444"])
  switch (kind) {
    case "hours":
      return fc.record({ open: exit, closed: exit }).map((to) => block("hours", id, to))
    case "number_check":
      return fc
        .record({
          blocked: fc.option(fc.record({ numbers, next: exit })),
          important: fc.option(fc.record({ numbers, next: exit })),
          otherwise: exit,
        })
        .map((to) => block("number_check", id, to))
    case "announce":
      return exit.map((next) => block("announce", id, { next }))
    case "menu":
      return fc
        .record({ keys: keyed, retries: fc.nat({ max: 5 }), none: exit, wrong: exit })
        .map(({ keys, retries, none, wrong }) =>
          block("menu", id, {
            keys,
            retries,
            noInput: { say: null, next: none },
            wrongInput: { say: null, next: wrong },
          }),
        )
    case "queue":
      return fc
        .record({ exits: keyed, overflow: exit, hasCallback: fc.boolean() })
        .map(({ exits, overflow, hasCallback }) => {
          const callback = hasCallback ? { key: "0" as const, say: speech("折り返します。") } : null
          return block("queue", id, { exits: exits.filter(({ key }) => key !== "0"), overflow, callback })
        })
    case "external":
      return exit.map((unanswered) => block("external", id, { unanswered }))
    case "voicemail":
    case "hangup":
      return fc.constant(block(kind, id))
    default:
      return kind satisfies never
  }
}

const limit = fc.record({ minutes: fc.constantFrom(1, 30), steps: fc.integer({ min: 10, max: 60 }) })

/** Anything that is written as a flow is, whether it makes sense or not: exits lead anywhere. */
export const anyFlows: fc.Arbitrary<FlowDefinition> = fc
  .tuple(
    fc.tuple(
      ...ids.map((id) =>
        fc
          .constantFrom(...kinds)
          .chain((kind) =>
            drawn(
              kind,
              id,
              fc.oneof(
                { weight: 12, arbitrary: fc.constantFrom(...ids) },
                { weight: 1, arbitrary: fc.constant(null) },
              ),
            ),
          ),
      ),
    ),
    limit,
    fc.boolean(),
    fc.constantFrom(...ids, null),
  )
  .map(([blocks, most, recordingNotice, overflow]) =>
    flowOf(blocks, { limit: most, recordingNotice, overflow }),
  )

/**
 * Flows that nothing is wrong with. Exits that nobody chooses lead onwards, so that there is no loop but by a key; the limit leads to
 * the last blocks. Blocks that nothing leads to are left out.
 */
export const validFlows: fc.Arbitrary<FlowDefinition> = fc
  .tuple(
    fc.tuple(
      ...ids.map((id, place) => {
        const later = ids.slice(place + 1)
        const kind = later.length === 0 ? fc.constant("hangup" as const) : fc.constantFrom(...kinds)
        return kind
          .chain((one) => drawn(one, id, fc.constantFrom(...later, "b8")))
          .chain((one) => withChoices(one))
      }),
    ),
    limit,
    fc.boolean(),
  )
  .map(([blocks, most, recordingNotice]) => {
    const flow = flowOf(blocks, { limit: most, recordingNotice })
    const reached = reachable(flow, [flow.start, flow.overflow])
    return { ...flow, blocks: blocks.filter(({ id }) => reached.has(id)).map((one) => onlyTo(one, reached)) }
  })

/** A menu has a key at least, and its keys lead back too. */
function withChoices(one: Block): fc.Arbitrary<Block> {
  if (one.kind !== "menu") return fc.constant(one)
  return fc
    .record({ back: fc.constantFrom(...ids), more: fc.constant(one.keys.filter(({ key }) => key !== "9")) })
    .map(({ back, more }) => ({ ...one, keys: [{ key: "9" as const, next: back }, ...more] }))
}

/** The block, whose exits to what was left out are none any more; there are none such, since what is led to is reached. */
function onlyTo(one: Block, reached: ReadonlySet<string>): Block {
  const isWhole = exitsOf(one).every(({ next }) => next !== null && reached.has(next))
  if (!isWhole) throw new Error(`${one.id} leads to what is not there`)
  return one
}

/** Anything that can happen, how many seconds after what was before. */
export const happenings: fc.Arbitrary<{ input: FlowInput; seconds: number }> = fc.record({
  input: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom<FlowInput>({ kind: "asked" }, { kind: "nothing_pressed" }),
    },
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(...telephoneKey.options)
        .map((key): FlowInput => ({ kind: "key_pressed", key })),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom<FlowInput>(
        { kind: "not_served", reason: "nobody_available" },
        { kind: "not_reached" },
        { kind: "no_message" },
        { kind: "key_pressed", key: "" },
      ),
    },
  ),
  seconds: fc.constantFrom(0, 0, 0, 1, 10),
})
