import { describe, expect, test } from "vitest"
import { agent, CallUnderTest } from "../../../../../tests/support/call-context.ts"
import { outsideNumber, TransferWorld } from "../../../../../tests/support/transfers/world.ts"
import { companions, customerLeg } from "../parties.ts"
import { plus } from "../time.ts"

/** How far a transfer has come: each step leads a call there, with everything reported. */
const steps = {
  "the talk": () => {},
  "a hold": (world) => world.hold(world.sato, true),
  "a colleague asked": (world) => void world.bringIn(world.sato, { memberId: world.tanaka.memberId }),
  "a colleague's leg on its way": (world) => {
    steps["a colleague asked"](world)
    if (world.offer) world.page("offer_acknowledged", world.offer)
  },
  "a colleague ringing": (world) => {
    steps["a colleague's leg on its way"](world)
    world.settle()
  },
  "a colleague consulted": (world) => {
    steps["a colleague ringing"](world)
    world.provider.answer(world.offer?.legId ?? "")
    world.settle()
  },
  "three talking": (world) => {
    steps["a colleague consulted"](world)
    world.hold(world.sato, false)
    world.settle()
  },
  "a number ringing": (world) => {
    world.bringIn(world.sato, { typed: outsideNumber })
    world.settle()
  },
  "a number consulted": (world) => {
    steps["a number ringing"](world)
    world.provider.answer(world.dialled?.id ?? "")
    world.settle()
  },
  "a cold transfer ringing": (world) => {
    world.bringIn(world.sato, { memberId: world.tanaka.memberId }, { isCold: true })
    if (world.offer) world.page("offer_acknowledged", world.offer)
    world.settle()
  },
  "a cold transfer to a number ringing": (world) => {
    world.bringIn(world.sato, { typed: outsideNumber }, { isCold: true })
    world.settle()
  },
} satisfies Record<string, (world: TransferWorld) => void>
type Step = keyof typeof steps

const invitedLeg = (world: TransferWorld) =>
  world.offer?.legId ??
  world.dialled?.id ??
  companions(world.state).find(({ purpose }) => purpose === "consult")?.id ??
  ""

/** Who leaves, and how. */
const leavers = {
  "the agent": (world) => world.hangUp(world.sato),
  "the agent's tab": (world) => world.crash(world.sato),
  "the agent's tab, as another says": (world) => void world.reportLost(world.sato),
  "the colleague": (world) => {
    if (world.offer) world.page("offer_declined", world.offer)
    else world.hangUp(world.tanaka)
  },
  "the colleague's tab": (world) => {
    if (world.offer) world.page("page_left", world.offer)
    else world.crash(world.tanaka)
  },
  "the × beside the colleague": (world) => world.cancel(world.sato, invitedLeg(world)),
  "the × beside the customer": (world) => world.hold(world.sato, false),
  "the number, busy": (world) => world.provider.end(invitedLeg(world), "declined"),
  "the number": (world) => world.provider.end(invitedLeg(world)),
  "the customer": (world) => world.customerHangsUp(),
} satisfies Record<string, (world: TransferWorld) => void>

type Then = "talking" | "held" | "transferring" | "agent_lost" | "queued" | "ended"
/** What is true after it: where the customer is, who is with them, and how many memos there are. */
const table: [Step, keyof typeof leavers, Then, string[], number][] = [
  ["the talk", "the agent", "ended", [], 1],
  ["the talk", "the agent's tab", "agent_lost", [], 1],
  ["the talk", "the customer", "ended", [], 1],
  ["a hold", "the agent", "ended", [], 1],
  ["a hold", "the agent's tab", "agent_lost", [], 1],
  ["a hold", "the × beside the customer", "talking", ["佐藤"], 1],
  ["a hold", "the customer", "ended", [], 1],
  ...(["a colleague asked", "a colleague's leg on its way", "a colleague ringing"] as const).flatMap(
    (step): typeof table => [
      [step, "the agent", "transferring", [], 1],
      [step, "the agent's tab", "agent_lost", [], 1],
      [step, "the colleague", "held", ["佐藤"], 1],
      [step, "the colleague's tab", "held", ["佐藤"], 1],
      [step, "the × beside the colleague", "held", ["佐藤"], 1],
      [step, "the × beside the customer", "talking", ["佐藤"], 1],
      [step, "the customer", "ended", [], 1],
    ],
  ),
  ["a colleague consulted", "the agent", "talking", ["田中"], 2],
  ["a colleague consulted", "the agent's tab", "talking", ["田中"], 2],
  ["a colleague consulted", "the colleague", "held", ["佐藤"], 2],
  ["a colleague consulted", "the colleague's tab", "held", ["佐藤"], 2],
  ["a colleague consulted", "the × beside the colleague", "held", ["佐藤"], 2],
  ["a colleague consulted", "the × beside the customer", "talking", ["佐藤", "田中"], 2],
  ["a colleague consulted", "the customer", "ended", [], 2],
  ["three talking", "the agent", "talking", ["田中"], 2],
  ["three talking", "the agent's tab", "talking", ["田中"], 2],
  ["three talking", "the colleague", "talking", ["佐藤"], 2],
  ["three talking", "the × beside the colleague", "talking", ["佐藤"], 2],
  ["three talking", "the customer", "ended", [], 2],
  ["a number ringing", "the agent", "transferring", [], 1],
  ["a number ringing", "the agent's tab", "agent_lost", [], 1],
  ["a number ringing", "the number, busy", "held", ["佐藤"], 1],
  ["a number ringing", "the × beside the colleague", "held", ["佐藤"], 1],
  ["a number ringing", "the customer", "ended", [], 1],
  ["a number consulted", "the agent", "talking", [outsideNumber], 2],
  ["a number consulted", "the agent's tab", "talking", [outsideNumber], 2],
  ["a number consulted", "the number", "held", ["佐藤"], 2],
  ["a number consulted", "the × beside the colleague", "held", ["佐藤"], 2],
  ["a number consulted", "the customer", "ended", [], 2],
  ["a cold transfer ringing", "the colleague", "queued", [], 1],
  ["a cold transfer ringing", "the colleague's tab", "queued", [], 1],
  ["a cold transfer ringing", "the customer", "ended", [], 1],
  ["a cold transfer to a number ringing", "the number, busy", "queued", [], 1],
  ["a cold transfer to a number ringing", "the customer", "ended", [], 1],
]

/** A crashed tab's leg stands at the provider; what another tab says of it leads where its end would. */
const asToldByAnother = table.flatMap(([step, who, ...then]): typeof table =>
  who === "the agent's tab" ? [[step, "the agent's tab, as another says", ...then]] : [],
)

describe("[F3][F4][F5][G3][G4][G5][K2] a transfer", () => {
  test.each([...table, ...asToldByAnother])(
    "%s, then %s leaves: %s, with %j there and %i memos",
    (step, who, then, there, memos) => {
      const world = new TransferWorld()
      steps[step](world)
      world.settle()
      const ownLegId = world.legOf(world.sato)?.id
      leavers[who](world)
      world.settle()
      const { state, work } = world
      const isHeld = customerLeg(state)?.isHeld === true
      expect(state.phase).toBe(then === "held" ? "talking" : then)
      if (then !== "ended") expect(isHeld).toBe(then !== "talking")
      expect(world.provider.isCustomerInSilence).toBe(false)
      expect(companions(state).map(nameOf(world))).toEqual(there)
      expect(work.filter((one) => one.step === "open_memo")).toHaveLength(memos)
      // Who is not there any more rings nowhere, is free, and their memo is closed.
      const isComing = then === "transferring" || who === "the × beside the customer"
      expect(state.legs.filter((leg) => leg.state === "creating" || leg.state === "ringing")).toHaveLength(
        isComing && (world.dialled || (world.offer && world.offer.state !== "announced")) ? 1 : 0,
      )
      if (then === "ended") expect(world.provider.left).toEqual([])
      if (who.startsWith("the agent's tab")) expect(world.provider.left).not.toContain(ownLegId)
      const isKept = then === "agent_lost" ? 1 : 0
      const outsideThere = there.includes(outsideNumber) ? 1 : 0
      const present = there.length - outsideThere
      expect(work.filter((one) => one.step === "close_memo")).toHaveLength(
        memos - present - outsideThere - isKept,
      )
    },
  )

  test("[F3] the last hand-off leaves somebody who hangs up: an outside number's leaving ends the conference", () => {
    const world = new TransferWorld()
    steps["a number consulted"](world)
    const outside = companions(world.state).find(({ role }) => role === "outside")
    world.hangUp(world.sato)
    world.settle()
    expect(world.provider.legs.get(outside?.id ?? "")?.endsAll).toBe(true)
    world.provider.end(outside?.id ?? "")
    world.settle()
    expect(world.state).toMatchObject({ phase: "ended", outcome: "answered" })
    expect(world.provider.left).toEqual([])
  })

  test.each([
    [false, true],
    [true, false],
  ])(
    "[D1] with an outside number alone nothing is recorded unless the number says so (%s)",
    (says, isPaused) => {
      const { number } = new CallUnderTest([]).base
      const world = new TransferWorld({ number: number && { ...number, recordsWithoutAgent: says } })
      steps["a number consulted"](world)
      world.hold(world.sato, false)
      world.settle()
      expect(world.state.isRecordingPaused).toBe(false)
      world.hangUp(world.sato)
      world.settle()
      expect(world.state).toMatchObject({ phase: "talking", isRecordingPaused: isPaused })
    },
  )

  test("[F3] a colleague who has taken over is kept the call for as well, should their tab fail", () => {
    const world = new TransferWorld()
    steps["a colleague consulted"](world)
    world.hangUp(world.sato)
    world.settle()
    world.crash(world.tanaka)
    world.settle()
    expect(world.state).toMatchObject({ phase: "agent_lost", lost: { memberId: world.tanaka.memberId } })
  })

  test("[F3] who answers after a cold transfer has the customer, without music", () => {
    for (const step of ["a cold transfer ringing", "a cold transfer to a number ringing"] as const) {
      const world = new TransferWorld()
      steps[step](world)
      world.provider.answer(invitedLeg(world))
      world.settle()
      expect(world.state.phase).toBe("talking")
      expect(customerLeg(world.state)?.isHeld).toBe(false)
      expect(companions(world.state)).toHaveLength(1)
    }
  })

  test("[F3] the queue that takes over does not ring who has just handed over, though nothing else says they are busy", () => {
    const world = new TransferWorld()
    const handed = world.bringIn(
      world.sato,
      { queueId: "00000000-0000-4000-8000-000000000000" },
      { isCold: true },
    )
    expect(handed.instruction).toEqual({ kind: "accepted" })
    expect(world.offer).toMatchObject({ purpose: "queue", memberId: world.tanaka.memberId })
  })

  test("[F3][J1] a customer who gives up waiting for that queue has talked all the same: the call is answered, and no missed one", () => {
    const world = new TransferWorld()
    world.bringIn(world.sato, { queueId: "00000000-0000-4000-8000-000000000000" }, { isCold: true })
    world.customerHangsUp()
    world.settle()
    expect(world.state).toMatchObject({ phase: "ended", outcome: "answered", reason: "caller_gave_up" })
    expect(world.work.map(({ step }) => step)).not.toContain("record_missed")
  })

  test("[F4] the × works before the colleague's leg has a name, and the leg that comes all the same is ended", () => {
    const world = new TransferWorld()
    steps["a colleague's leg on its way"](world)
    const create = world.provider.onItsWay().find(({ name }) => name === "create_leg")
    create?.happen()
    // The provider has made it; its answer is on its way.
    world.cancel(world.sato, invitedLeg(world))
    world.settle()
    expect(world.provider.left).toHaveLength(2)
    expect(world.state.offers.at(-1)?.state).toBe("withdrawn")
    expect(companions(world.state)).toHaveLength(1)
  })
})

describe("[K2] an agent whose leg has ended without a word", () => {
  test("is not asked to come back from a call they meant to end: the word is slower than the end of the leg", () => {
    const world = new TransferWorld()
    const leg = world.legOf(world.sato)
    world.crash(world.sato)
    world.settle()
    expect(world.state.phase).toBe("agent_lost")
    expect(customerLeg(world.state)?.isHeld).toBe(true)
    world.call.pass(1)
    world.ask(world.sato, { kind: "hang_up_asked", legId: leg?.id ?? "", userId: "" })
    expect(world.state).toMatchObject({ phase: "ended", outcome: "answered" })
    const [due] = world.deadlines.filter(({ kind }) => kind === "come_back")
    if (due) world.fire(due)
    expect(world.state.offers.map(({ purpose }) => purpose)).toEqual(["queue"])
  })

  test("is asked a moment later, and not when they may not take the call any more", () => {
    for (const [unfit, purpose] of [
      [false, "resume"],
      [true, "queue"],
    ] as const) {
      const world = new TransferWorld()
      world.crash(world.sato)
      world.settle()
      expect(world.offer).toBeUndefined()
      world.call.base.unfit = unfit ? [world.sato.memberId] : []
      const [due] = world.deadlines.filter(({ kind }) => kind === "come_back")
      if (due) world.fire(due)
      expect(world.offer?.purpose).toBe(purpose)
    }
  })
})

describe("[F2][G1] who may be brought in", () => {
  const refusal = (world: TransferWorld, target: Parameters<TransferWorld["bringIn"]>[1]) => {
    const { instruction, facts } = world.bringIn(world.sato, target)
    return instruction.kind === "refuse_request" && facts.length === 0 ? instruction.reason : instruction.kind
  }

  test.each([
    [{ status: "offline" as const }, "offline"],
    [{ isBusy: true }, "busy"],
    [{ hasInboxRole: false }, "no_inbox_role"],
    [{ isDisabled: true }, "disabled"],
    [{ isPhoneUser: false }, "not_a_phone_user"],
    [{ heartbeatAt: null }, "not_signed_in"],
    [{ afterCallUntil: plus(agent("x").heartbeatAt ?? "", 60_000) }, "after_call"],
    [{}, "invited"],
  ])("a colleague who is %j: %s", (changes, expected) => {
    const world = new TransferWorld()
    const { memberId } = world.tanaka
    world.call.candidates = world.call.candidates.map((one) =>
      one.memberId === memberId ? { ...one, ...changes } : one,
    )
    expect(refusal(world, { memberId })).toBe(expected)
  })

  test.each([
    ["+1 212 555 0100", "overseas"],
    ["110", "emergency_number"],
    ["0570-000-000", "navi_dial"],
    ["03-1234-5678", "own_number"],
    ["06-1234-5678", "invited"],
  ])("[A5][A14] the number %s: %s", (typed, expected) => {
    expect(refusal(new TransferWorld(), { typed })).toBe(expected)
  })

  test("[A7] a 050 number may not call 0120 here either, nor anybody a blocked number", () => {
    const world = new TransferWorld()
    const shown = { number: "+815012345678", mayCall0800: true }
    const ask = (typed: string, isCalleeBlocked: boolean) =>
      world.ask(
        world.sato,
        { kind: "consult_asked", legId: world.legOf(world.sato)?.id ?? "", target: { typed }, userId: "" },
        { outside: { shown, ownNumbers: [], isCalleeBlocked } },
      ).instruction
    expect(ask("0120-123-456", false)).toEqual({ kind: "refuse_request", reason: "toll_free_from_050" })
    expect(ask("06-1234-5678", true)).toEqual({ kind: "refuse_request", reason: "blocked_number" })
  })

  test("one at a time, two at most, and nobody who is in the call already", () => {
    const world = new TransferWorld()
    expect(refusal(world, { memberId: world.sato.memberId })).toBe("unknown_target")
    steps["a colleague ringing"](world)
    expect(refusal(world, { memberId: world.suzuki.memberId })).toBe("already_inviting")
    world.provider.answer(invitedLeg(world))
    world.settle()
    expect(refusal(world, { memberId: world.suzuki.memberId })).toBe("call_is_full")
  })

  test("[G2] a telephone sees the contract number alone", () => {
    const world = new TransferWorld()
    const { effects } = world.bringIn(world.sato, { typed: outsideNumber })
    const dialled = effects.map(({ effect }) => effect).find(({ kind }) => kind === "dial_leg")
    expect(dialled).toMatchObject({ number: "+81612345678", contractNumber: "+81312345678" })
    expect(JSON.stringify(dialled)).not.toContain("+819012345678")
  })
})

function nameOf(world: TransferWorld) {
  const names = new Map([world.sato, world.tanaka, world.suzuki].map((one) => [one.memberId, one.name]))
  return (leg: { memberId: string | null }) =>
    leg.memberId === null ? outsideNumber : names.get(leg.memberId)
}
