import fc from "fast-check"
import { expect, test } from "vitest"
import { outsideNumber, TransferWorld } from "../../../../../tests/support/transfers/world.ts"
import { busyMembers, companions, customerLeg, liveAgents, present, supervisors } from "../parties.ts"
import { type Call, isConversation, isOpenOffer, legOf } from "../state.ts"
import { isInviting } from "./alone.ts"

type Option = { name: string; legId?: string | null; happen: () => void }

/** Everything that may happen now: what is on its way, what each person could do, and every deadline that is set. */
function options(world: TransferWorld): Option[] {
  const { provider, state, offer, dialled } = world
  const all: Option[] = []
  // What leads on is drawn more often, or few calls would ever come to three.
  const likely = (option: Option) => void all.push(option, option, option, option, option)
  provider.onItsWay().forEach(likely)
  for (const who of liveAgents(state).flatMap(({ memberId }) => (memberId ? [{ memberId }] : []))) {
    const others = [world.sato, world.tanaka, world.suzuki].filter((one) => one.memberId !== who.memberId)
    const targets = [...others.map(({ memberId }) => ({ memberId })), { typed: outsideNumber }]
    const consults = targets.map((target) => ({
      name: "consult",
      happen: () => void world.bringIn(who, target),
    }))
    const release = { name: "release", happen: () => world.hold(who, false) }
    // Nobody talks with two before whom they asked has come and the customer is back.
    if (companions(state).length === 2) likely(release)
    else if (!isInviting(state)) consults.forEach(likely)
    all.push(
      { name: "hold", happen: () => world.hold(who, true) },
      release,
      ...consults,
      { name: "hang up", happen: () => world.hangUp(who) },
      { name: "crash", happen: () => world.crash(who) },
      { name: "crash beside another tab", happen: () => void world.reportLost(who) },
      {
        name: "not heard of",
        happen: () => void world.call.event({ kind: "leg_lost", legId: world.legOf(who)?.id ?? "" }),
      },
      ...targets.map((target) => ({
        name: "cold transfer",
        happen: () => void world.bringIn(who, target, { isCold: true }),
      })),
      {
        name: "to the queue",
        happen: () =>
          void world.bringIn(who, { queueId: "00000000-0000-4000-8000-000000000000" }, { isCold: true }),
      },
    )
    const invited =
      offer?.legId ?? dialled?.id ?? companions(state).find(({ purpose }) => purpose === "consult")?.id
    if (invited) all.push({ name: "cancel", happen: () => world.cancel(who, invited) })
  }
  if (state.lost) {
    const { lost } = state
    all.push(
      { name: "resume", happen: () => void world.ask(lost, { kind: "resume_asked", ...lost, userId: "" }) },
      { name: "meant", happen: () => void world.ask(lost, { kind: "hang_up_asked", ...lost, userId: "" }) },
    )
  }
  if (offer) {
    likely({ name: "offer_acknowledged", happen: () => world.page("offer_acknowledged", offer) })
    for (const kind of ["ring_seen", "offer_declined", "page_left"] as const)
      all.push({ name: kind, happen: () => world.page(kind, offer) })
    all.push({
      name: "offer lost",
      happen: () => void world.call.event({ kind: "offer_lost", offerId: offer.id }),
    })
  }
  for (const { id, state: at } of provider.legs.values()) {
    if (at !== "ringing") continue
    likely({ name: "answer", happen: () => provider.answer(id) })
    all.push(
      { name: "busy", happen: () => provider.end(id, "declined") },
      { name: "unanswered", happen: () => provider.end(id, "unanswered") },
    )
  }
  for (const { id, role, state: at } of state.legs) {
    if (role === "outside" && at === "live")
      all.push({ name: "outside hangs up", happen: () => provider.end(id) })
  }
  for (const who of [world.ito, world.suzuki]) {
    const leg = world.legOf(who)
    const agents = liveAgents(state).map(({ id }) => id)
    for (const mode of ["listen", "whisper", "barge"] as const)
      for (const agentLegId of mode === "whisper" ? agents : agents.slice(0, 1))
        all.push({ name: "supervise", happen: () => void world.supervise(who, mode, agentLegId) })
    if (leg?.role !== "supervisor") continue
    const legId = leg.id
    all.push(
      { name: "supervisor leaves", legId, happen: () => world.hangUp(who) },
      { name: "supervisor crashes", legId, happen: () => world.crash(who) },
      { name: "supervisor lost", legId, happen: () => void world.call.event({ kind: "leg_lost", legId }) },
    )
  }
  for (const deadline of world.deadlines)
    if (deadline.kind !== "recording_overdue")
      all.push({ name: deadline.kind, happen: () => world.fire(deadline) })
  all.push({ name: "customer hangs up", happen: () => world.customerHangsUp() })
  return all
}

/** What must be true after every decision. */
function check(world: TransferWorld): void {
  const { state } = world
  const supervising = supervisors(state)
  if (supervising.length > 0 && (state.phase !== "talking" || liveAgents(state).length === 0))
    throw new Error(`A supervisor and no agent: ${state.phase}`)
  for (const { wanted, coachedLegId } of supervising) {
    const coached = wanted ? wanted.coachedLegId : coachedLegId
    if (coached && !liveAgents(state).some(({ id }) => id === coached)) throw new Error("Nobody is coached")
  }
  const legs = present(state).filter(({ memberId }) => memberId !== null)
  if (legs.length !== busyMembers(state).size) throw new Error("A member has two legs")
  if (state.offers.filter(isOpenOffer).length > 1) throw new Error("Two are asked at once")
  if (companions(state).length > 2) throw new Error("A call with too many people")
  if (!isConversation(state) || state.phase === "talking") {
    if (state.phase === "talking" && companions(state).length === 0) throw new Error("Nobody talks")
    return
  }
  if (!customerLeg(state)?.isHoldAsked) throw new Error(`Alone without music: ${state.phase}`)
  const isWordAwaited = world.deadlines.some(
    ({ kind, subjectId }) => kind === "come_back" && subjectId === state.lost?.legId,
  )
  if (!isInviting(state) && !isWordAwaited) throw new Error(`Nobody is coming: ${state.phase}`)
}

const runs = { numRuns: 2000 }
const steps = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 5, maxLength: 45 })

test("[S6][F3][F4][F5][G3][G4][K2][K4] whoever leaves at whichever step, and whatever is reported when: one leg a member, a customer never alone without music, everybody freed once, each with their memo", () => {
  const seen = new Map<string, number>()
  const note = (what: string, is = true) => is && seen.set(what, (seen.get(what) ?? 0) + 1)
  fc.assert(
    fc.property(steps, fc.boolean(), fc.boolean(), (choices, refusesHold, refusesSupervision) => {
      const world = new TransferWorld()
      Object.assign(world.provider, { refusesHold, refusesSupervision })
      for (const choice of choices) {
        const all = options(world)
        const option = all[choice % all.length]
        if (!option) break
        happen(world, option)
        for (const { purpose, state: at } of supervisors(world.state)) note(`${purpose} ${at}`)
        note(world.state.phase)
        note("three", companions(world.state).length === 2 && customerLeg(world.state)?.isHoldAsked === false)
        note("outside alone", companions(world.state).length === 1 && liveAgents(world.state).length === 0)
        if (world.state.phase === "ended") break
      }
      // Whatever is on its way comes: then the customer hears somebody, or music.
      settle(world)
      checkSupervision(world)
      if (world.state.phase !== "ended" && world.provider.isCustomerInSilence)
        throw new Error(`In silence: ${world.state.phase}`)
      world.customerHangsUp()
      settle(world)
      if (world.state.phase !== "ended") throw new Error(`Went on without the customer: ${world.state.phase}`)
      if (world.provider.left.length > 0) throw new Error("A leg is left at the provider")
      accounts(world, note)
      expect(world.call.replayed).toEqual(world.call.call)
    }),
    runs,
  )
  for (const what of ["talking", "transferring", "agent_lost", "queued", "ended", "three", "outside alone"])
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(0)
  for (const mode of ["listen", "whisper", "barge"])
    expect(seen.get(`${mode} live`) ?? 0, mode).toBeGreaterThan(0)
  for (const what of ["resumed", "outside memo", "two memos"])
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(0)
}, 120_000)

/** Everything that is on its way comes. A page that sees an offer does nothing: it ends with the customer. */
function settle(world: TransferWorld): void {
  for (let times = 0; ; times++) {
    const [first] = world.provider.onItsWay()
    if (!first) return
    if (times > 500) throw new Error("It never settles")
    happen(world, first)
  }
}

/** What happens, with what must be true after it; what a supervisor does, and what becomes of their leg, is nothing to anybody else. */
function happen(world: TransferWorld, { name, legId, happen: act }: Option): void {
  const before = world.state
  const isOfSupervisor =
    name === "supervise" || (legId != null && legOf(before, legId)?.role === "supervisor")
  act()
  check(world)
  if (isOfSupervisor && !isSameForOthers(before, world.state)) throw new Error(`${name} concerned others`)
}

/** What has not changed is the same object. */
function isSameForOthers(before: Call, after: Call): boolean {
  const others = ({ legs }: Call) => legs.filter(({ role }) => role !== "supervisor")
  const legs = others(after)
  const isSame = (key: keyof Call) =>
    key === "version" || key === "legs" || Object.is(before[key], after[key])
  return (
    (Object.keys(after) as (keyof Call)[]).every(isSame) &&
    others(before).every((leg, place) => leg === legs[place])
  )
}

/** Who is heard by whom at the provider is what the call says. */
function checkSupervision({ state, provider }: TransferWorld): void {
  for (const { id, purpose, coachedLegId, wanted } of supervisors(state)) {
    const heardBy = provider.legs.get(id)?.heardBy
    const sid = coachedLegId && legOf(state, coachedLegId)?.providerLegId
    const expected = purpose === "barge" ? "all" : purpose === "listen" ? "nobody" : { sid }
    expect(heardBy).toEqual(expected)
    if (legOf(state, id)?.state === "live" && wanted !== null)
      throw new Error("Nobody answers what is wanted")
  }
}

/** Each leg on which somebody of ours talked frees them once and has one memo, which is closed; an outside leg has one of its own. */
function accounts({ work, state }: TransferWorld, note: (what: string, is?: boolean) => void): void {
  const count = (step: string, legId: string) =>
    work.filter((one) => one.step === step && "legId" in one && one.legId === legId).length
  const resumed = new Map(
    work.flatMap((one) => (one.step === "resume_memo" ? [[one.fromLegId, one.legId]] : [])),
  )
  const continued = new Set(resumed.values())
  let memos = 0
  for (const { id, role, purpose, joinedAt } of state.legs) {
    if (role === "customer") continue
    if (role === "supervisor") {
      if (count("open_memo", id) + count("close_memo", id) > 0) throw new Error("A memo of a supervisor")
      if (count("free_agent", id) !== 1)
        throw new Error(`A supervisor freed ${count("free_agent", id)} times`)
      continue
    }
    // Who of the queue answered and left before the customer had come has talked with nobody.
    const hasTalked = joinedAt !== null && (purpose !== "answer" || count("open_memo", id) > 0)
    const expected = hasTalked && !continued.has(id) ? 1 : 0
    if (count("open_memo", id) !== expected) throw new Error(`${role}: ${count("open_memo", id)} memos`)
    const isLast = hasTalked && !resumed.has(id) ? 1 : 0
    if (count("close_memo", id) !== isLast)
      throw new Error(`${role}: closed ${count("close_memo", id)} times`)
    memos += expected
    if (role === "outside") {
      if (count("free_agent", id) !== 0) throw new Error("An outside number was freed")
      note("outside memo", hasTalked)
    } else if (hasTalked && count("free_agent", id) !== isLast)
      throw new Error(`Freed ${count("free_agent", id)} times`)
  }
  for (const { legId, purpose, state: end } of state.offers) {
    const times = count("free_agent", legId)
    if (end !== "accepted" && times !== (purpose === "resume" ? 0 : 1))
      throw new Error(`${end}: freed ${times} times`)
  }
  note("resumed", resumed.size > 0)
  note("two memos", memos > 1)
}
