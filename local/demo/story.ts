/** What an agent does with an offer that rings, and how many seconds later. */
export type AgentAct = { does: "answer" | "pass_on"; afterSeconds: number }

/** What the people in a call do. Everything else that happens is decided by the call's rules. */
export interface Story {
  /** As the provider gives it. */
  caller: string
  /** After so many seconds without a conversation the caller hangs up; null waits as long as they are let. */
  patienceSeconds: number | null
  /** What the agent does who is asked as the `nth` (from 1); null lets it ring. */
  agent: (nth: number) => AgentAct | null
  talkSeconds: number
  hangsUp: "customer" | "agent"
  /** False while nobody of the queue is at their phone. */
  isStaffed: boolean
}

const silent: Omit<Story, "caller"> = {
  patienceSeconds: null,
  agent: () => null,
  talkSeconds: 0,
  hangsUp: "customer",
  isStaffed: true,
}

/** The agent answers `answersAfter` seconds after the ring and they talk; `passedOn` agents before gave the offer back, `letRing` let it ring. */
export function conversation(told: {
  caller: string
  answersAfter: number
  talkSeconds: number
  hangsUp?: Story["hangsUp"]
  passedOn?: number
  letRing?: number
}): Story {
  const { caller, answersAfter, talkSeconds, hangsUp = "customer", passedOn = 0, letRing = 0 } = told
  const agent = (nth: number): AgentAct | null => {
    if (nth <= passedOn) return { does: "pass_on", afterSeconds: 3 }
    return nth <= passedOn + letRing ? null : { does: "answer", afterSeconds: answersAfter }
  }
  return { ...silent, caller, agent, talkSeconds, hangsUp }
}

/** Every phone rings in vain until the caller is told so. */
export function nobodyAnswers(caller: string): Story {
  return { ...silent, caller }
}

/** The caller hangs up after that many seconds, while it still rings. */
export function givesUp(caller: string, afterSeconds: number): Story {
  return { ...silent, caller, patienceSeconds: afterSeconds }
}

/** Nobody of the queue is at their phone: the caller is told so at once. */
export function nobodyAtWork(caller: string): Story {
  return { ...silent, caller, isStaffed: false }
}
