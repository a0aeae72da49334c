import { describe, expect, test } from "vitest"
import { TransferWorld } from "../../../../../tests/support/transfers/world.ts"
import type { Effect } from "../effects.ts"
import { companions, legOfMember, liveAgents, supervisors } from "../parties.ts"

/** A talk in which the manager is, in that way, with everything reported. */
function supervised(mode: "listen" | "whisper" | "barge", world = new TransferWorld()) {
  world.supervise(world.ito, mode)
  world.settle()
  const leg = legOfMember(world.state, world.ito.memberId)
  world.provider.answer(leg?.id ?? "")
  world.settle()
  return { world, legId: leg?.id ?? "" }
}

/** Who hears the manager, as the provider has it. */
const heardBy = (world: TransferWorld, legId: string) => world.provider.legs.get(legId)?.heardBy
const satoHears = (world: TransferWorld) => ({ sid: world.legOf(world.sato)?.providerLegId })

/** Brings a colleague into the talk, who then talks with both. */
function withTanaka(world: TransferWorld): void {
  world.bringIn(world.sato, { memberId: world.tanaka.memberId })
  if (world.offer) world.page("offer_acknowledged", world.offer)
  world.settle()
  world.provider.answer(world.offer?.legId ?? "")
  world.settle()
  world.hold(world.sato, false)
  world.settle()
}

describe("[S6] who supervises a call", () => {
  test("comes into its conference, and is heard by nobody, by its agent alone, or by all", () => {
    for (const [mode, hears] of [
      ["listen", () => "nobody"],
      ["whisper", satoHears],
      ["barge", () => "all"],
    ] as const) {
      const { world, legId } = supervised(mode)
      expect(heardBy(world, legId)).toEqual(hears(world))
      expect(supervisors(world.state)).toMatchObject([{ id: legId, state: "live", purpose: mode }])
      expect(companions(world.state)).toHaveLength(1)
    }
  })

  test("[K2] and has no audio any more is out of it, and the others hear nothing of that", () => {
    const { world, legId } = supervised("barge")
    expect(world.reportLost(world.ito).instruction).toEqual({ kind: "accepted" })
    world.settle()
    expect(world.provider.left).not.toContain(legId)
    expect(world.state.phase).toBe("talking")
    expect(companions(world.state)).toHaveLength(1)
  })

  test("changes how they are heard, and what the provider has not said yet is not shown", () => {
    const { world, legId } = supervised("listen")
    expect(world.supervise(world.ito, "whisper").instruction).toEqual({ kind: "invited", legId })
    expect(supervisors(world.state)).toMatchObject([{ purpose: "listen", wanted: { mode: "whisper" } }])
    world.supervise(world.ito, "barge")
    world.settle()
    expect(supervisors(world.state)).toMatchObject([{ purpose: "barge", wanted: null }])
    expect(heardBy(world, legId)).toBe("all")
    expect(world.supervise(world.ito, "barge").facts).toEqual([])
  })

  test("wants something else while their page still rings: told once they are there", () => {
    const world = new TransferWorld()
    world.supervise(world.ito, "barge")
    const { effects } = world.supervise(world.ito, "listen")
    expect(effects).toEqual([])
    const legId = supervisors(world.state)[0]?.id ?? ""
    world.settle()
    world.provider.answer(legId)
    world.settle()
    expect(heardBy(world, legId)).toBe("nobody")
    expect(supervisors(world.state)).toMatchObject([{ purpose: "listen", wanted: null }])
  })

  test("stays as they are when the provider refuses another way", () => {
    const { world, legId } = supervised("listen")
    world.provider.refusesSupervision = true
    world.supervise(world.ito, "barge")
    world.settle()
    expect(supervisors(world.state)).toMatchObject([{ id: legId, purpose: "listen", wanted: null }])
    const effect = world.supervise(world.ito, "whisper").effects[0]?.effect as Effect
    world.call.givenUp(effect)
    expect(supervisors(world.state)).toMatchObject([{ purpose: "listen", wanted: null }])
  })

  test("whispers to the agent they name, and to who is left of ours when that one leaves", () => {
    const { world, legId } = supervised("whisper")
    withTanaka(world)
    expect(heardBy(world, legId)).toEqual(satoHears(world))
    world.hangUp(world.sato)
    world.settle()
    expect(heardBy(world, legId)).toEqual({ sid: world.legOf(world.tanaka)?.providerLegId })
    const [tanaka] = liveAgents(world.state)
    expect(supervisors(world.state)).toMatchObject([{ coachedLegId: tanaka?.id, wanted: null }])
  })

  test("whom nobody would hear but by chance leaves: they whisper to one who is gone, and the provider refuses another", () => {
    const { world, legId } = supervised("whisper")
    withTanaka(world)
    world.provider.refusesSupervision = true
    world.hangUp(world.sato)
    world.settle()
    expect(supervisors(world.state)).toEqual([])
    expect(world.provider.legs.get(legId)?.state).toBe("ended")
    expect(companions(world.state)).toHaveLength(1)
  })

  test("never remains with the customer: with the last of ours they go, whether the customer waits or talks outside", () => {
    for (const leaves of [
      (world: TransferWorld) => world.crash(world.sato),
      (world: TransferWorld) =>
        void world.bringIn(world.sato, { memberId: world.tanaka.memberId }, { isCold: true }),
      (world: TransferWorld) => {
        world.bringIn(world.sato, { typed: "06-1234-5678" })
        world.settle()
        world.provider.answer(world.dialled?.id ?? "")
        world.settle()
        world.hangUp(world.sato)
      },
    ]) {
      const { world, legId } = supervised("barge")
      leaves(world)
      world.settle()
      expect(supervisors(world.state)).toEqual([])
      expect(world.provider.legs.get(legId)?.state).toBe("ended")
      expect(world.state.phase).not.toBe("ended")
    }
  })

  test("hangs up before their leg has a name: the leg that comes all the same is ended", () => {
    const world = new TransferWorld()
    world.supervise(world.ito, "barge")
    const create = world.provider.onItsWay().find(({ name }) => name === "create_leg")
    create?.happen()
    const legId = supervisors(world.state)[0]?.id ?? ""
    world.hangUp(world.ito)
    world.settle()
    expect(world.provider.left).toHaveLength(2)
    expect(world.state.legs.find(({ id }) => id === legId)?.leftCause).toBe("hung_up")
  })

  test("whose page does not answer is not waited for", () => {
    const world = new TransferWorld()
    world.supervise(world.ito, "listen")
    world.settle()
    const due = world.deadlines.find(({ subjectId }) => subjectId === supervisors(world.state)[0]?.id)
    if (due) world.fire(due)
    world.settle()
    expect(world.state.phase).toBe("talking")
    expect(world.provider.left).toHaveLength(2)
  })

  test("whose leg the provider refuses, or cannot make, is not in the call", () => {
    for (const fails of ["leg_failed", "given up"] as const) {
      const world = new TransferWorld()
      const effect = world.supervise(world.ito, "listen").effects[0]?.effect as Effect & { legId: string }
      if (fails === "given up") world.call.givenUp(effect)
      else world.call.event({ kind: fails, legId: effect.legId, error: "no" })
      expect(supervisors(world.state)).toEqual([])
    }
  })
})

describe("[S6][K10] who may", () => {
  const ask = (world: TransferWorld, supervisor: { maySupervise: boolean; isBusy: boolean } | null) => {
    const event = { kind: "supervise_asked", callId: world.state.id, mode: "listen", userId: "" } as const
    const { instruction, facts } = world.ask(world.ito, event, { supervisor })
    expect(facts.length > 0).toBe(instruction.kind === "invited")
    return instruction.kind === "refuse_request" ? instruction.reason : instruction.kind
  }

  test.each([
    [null, "none"],
    [{ maySupervise: false, isBusy: false }, "no_inbox_role"],
    [{ maySupervise: true, isBusy: true }, "busy"],
    [{ maySupervise: true, isBusy: false }, "invited"],
  ])("with %j: %s", (supervisor, expected) => {
    expect(ask(new TransferWorld(), supervisor)).toBe(expected)
  })

  test("is nobody who talks in the call, or is asked to; and there is an agent to supervise", () => {
    const world = new TransferWorld()
    expect(world.supervise(world.sato, "listen").instruction).toMatchObject({ reason: "busy" })
    world.bringIn(world.sato, { memberId: world.tanaka.memberId })
    expect(world.supervise(world.tanaka, "listen").instruction).toMatchObject({ reason: "busy" })
    world.crash(world.sato)
    world.settle()
    expect(ask(world, { maySupervise: true, isBusy: false })).toBe("not_in_call")
  })

  test("is busy meanwhile: nobody brings them in", () => {
    const { world } = supervised("listen", new TransferWorld())
    world.supervise(world.tanaka, "listen")
    const { instruction } = world.bringIn(world.sato, { memberId: world.tanaka.memberId })
    expect(instruction).toMatchObject({ reason: "busy" })
  })
})
