import type { Decision } from "../../supabase/functions/_shared/calls/decision.ts"
import { busyMembers, liveAgents } from "../../supabase/functions/_shared/calls/parties.ts"
import type { Candidate, OlderCall } from "../../supabase/functions/_shared/calls/rank.ts"
import { type Call, currentRound, openOffer } from "../../supabase/functions/_shared/calls/state.ts"
import { type Instant, plus } from "../../supabase/functions/_shared/calls/time.ts"
import type { FlowDefinition } from "../../supabase/functions/_shared/flows/schema.ts"
import { changes } from "../../supabase/functions/routing/append.ts"
import type { DemoAccount, Line } from "./account.ts"
import type { Story } from "./story.ts"
import { appendTold, type Deed, joined, type Told } from "./told.ts"
import { type Surroundings, ToldCall, type World } from "./told-call.ts"

/** What was set otherwise at some moment of the past. */
export interface Custom {
  flow: (line: Line, at: Instant) => FlowDefinition
  isRecorded: (at: Instant) => boolean
  /** Whether the member is at their phone. */
  isAtWork: (memberId: string, at: Instant) => boolean
}

/** All people of the account at their phones, and every call there is, on one moved clock. */
export class Floor implements World {
  readonly told: Told[] = []
  now: Instant
  readonly #begins: Instant
  readonly #account: DemoAccount
  readonly #custom: Custom
  readonly #agenda: { moment: Instant; happen: () => void }[] = []
  readonly #agents = new Map<string, Pick<Candidate, "idleSince" | "afterCallUntil">>()
  /** Calls that have not ended, each with what was decided about it so far. */
  readonly #live = new Map<ToldCall, Decision | null>()
  readonly #onEnd = new Map<ToldCall, (call: Call) => void>()

  constructor(account: DemoAccount, begins: Instant, custom: Custom) {
    this.now = begins
    this.#begins = begins
    this.#account = account
    this.#custom = custom
  }

  at(moment: Instant, happen: () => void): void {
    let place = this.#agenda.length
    // What is planned for one moment happens in the order it was planned in.
    while (place > 0 && (this.#agenda[place - 1]?.moment ?? "") > moment) place--
    this.#agenda.splice(place, 0, { moment, happen })
  }

  after(milliseconds: number, happen: () => void): void {
    this.at(plus(this.now, milliseconds), happen)
  }

  /** A call as `story` tells it, beginning now. `ended` is told of its end. */
  call(name: string, line: Line, story: Story, ended: (call: Call) => void = () => {}): ToldCall {
    const call = new ToldCall(this, name, line.number.number, story)
    this.#live.set(call, null)
    this.#onEnd.set(call, ended)
    call.arrive()
    return call
  }

  /** A person does something about a call now; who records the memo of it has ended the work after it (E8). */
  do(callId: string, memberId: string, deed: Deed): void {
    this.told.push({ at: this.now, callId, memberId, deed })
    if (deed.does === "record_memo") this.#agents.set(memberId, { idleSince: this.now, afterCallUntil: null })
  }

  /** Lets everything happen that is planned until `end`. */
  run(end: Instant): void {
    for (let next = this.#agenda[0]; next && next.moment <= end; next = this.#agenda[0]) {
      this.#agenda.shift()
      this.now = next.moment
      next.happen()
    }
  }

  surroundings(call: ToldCall): Surroundings {
    const line = this.#lineOf(call)
    const { caller, isStaffed } = call.story
    const { now } = this
    const contact = this.#account.customers.find(({ number }) => number === caller)
    const others = [...this.#live.keys()].flatMap((one) => (one === call || !one.call ? [] : one.call))
    const number = {
      ...line.number,
      contactId: contact?.contactId ?? null,
      isRecorded: this.#custom.isRecorded(now),
      recordsWithoutAgent: false,
      recordingDays: null,
    }
    const busy = new Set(others.flatMap((one) => [...busyMembers(one), openOffer(one)?.memberId ?? ""]))
    const candidates = line.candidates.map((one): Candidate => {
      const { idleSince, afterCallUntil } = this.#agent(one.memberId)
      const isThere = isStaffed && this.#custom.isAtWork(one.memberId, now)
      return {
        ...one,
        status: isThere ? "available" : "offline",
        heartbeatAt: plus(now, -1_000),
        isBusy: busy.has(one.memberId),
        idleSince,
        afterCallUntil,
      }
    })
    return {
      number,
      queue: line.queue,
      flow: this.#custom.flow(line, now),
      flowQueues: [],
      candidates,
      olderCalls: olderThan(call.call, others),
    }
  }

  decided(call: ToldCall, before: Call | null, decision: Decision): void {
    for (const step of decision.work) {
      if (step.step === "free_agent") {
        const { afterCallUntil } = this.#agent(step.memberId)
        const until = step.afterCallUntil ?? afterCallUntil
        this.#agents.set(step.memberId, { idleSince: step.at, afterCallUntil: until })
      }
      if (step.step === "finish_after_call") {
        const { afterCallUntil } = this.#agent(step.memberId)
        if (afterCallUntil !== null && afterCallUntil <= step.at)
          this.#agents.set(step.memberId, { idleSince: step.at, afterCallUntil: null })
      }
    }
    if (!changes(decision)) return
    if (!this.#live.has(call)) {
      this.told.push({ at: this.now, append: appendTold(before, decision) })
      return
    }
    const soFar = joined(this.#live.get(call) ?? null, decision)
    this.#live.set(call, soFar)
    if (soFar.call?.phase !== "ended") return
    this.#live.delete(call)
    this.told.push({ at: this.now, append: appendTold(null, soFar) })
    this.#onEnd.get(call)?.(soFar.call)
  }

  /** Since when a member is idle, and until when in after-call work: from the beginning, who has not had a call. */
  #agent(memberId: string): Pick<Candidate, "idleSince" | "afterCallUntil"> {
    return this.#agents.get(memberId) ?? { idleSince: this.#begins, afterCallUntil: null }
  }

  #lineOf({ to }: ToldCall): Line {
    const { support, repair } = this.#account.lines
    return support.number.number === to ? support : repair
  }
}

/** The calls that wait unattended before `call` in its queue. */
function olderThan(call: Call | null, others: readonly Call[]): OlderCall[] {
  const since = call?.queuedAt ?? null
  return others
    .filter((one) => one.phase === "queued" && one.queueId === (call?.queueId ?? one.queueId))
    .filter((one) => !openOffer(one) && liveAgents(one).length === 0)
    .filter((one) => since === null || (one.queuedAt ?? "") < since)
    .map((one) => ({
      id: one.id,
      tried: one.offers.filter(({ round }) => round === currentRound(one)).map(({ memberId }) => memberId),
    }))
}
