import type { Call } from "../../supabase/functions/_shared/calls/state.ts"
import type { Line } from "./account.ts"
import { chance, pick } from "./chance.ts"
import type { Floor } from "./floor.ts"
import type { Situation } from "./situation.ts"
import type { Deed } from "./told.ts"

type Status = Extract<Deed, { does: "record_memo" }>["status"]

/** What is told of a call's consequences. */
export interface Afterwards {
  n: number
  line: Line
  situation: Situation
  /** What the memo is recorded with. */
  status: Status
  /** Minutes until a missed caller was rung back; null while nobody has. */
  rungBackAfter: number | null
}

/** What goes on with one customer in one inbox until it is settled: they call about it again. */
interface Matter {
  isOpen: boolean
  situation: Situation | null
  isTalkedAbout: boolean
  /** Somebody waits to be rung back, and still shall. */
  isWaiting: boolean
}

/** What people do after the calls: memos, labels, callers rung back. */
export class Desk {
  readonly #floor: Floor
  readonly #matters = new Map<string, Matter>()

  constructor(floor: Floor) {
    this.#floor = floor
  }

  /** `call` has ended just now. */
  ended(call: Call, told: Afterwards): void {
    if (call.outcome === "refused") return
    const matter = this.#matterOf(call)
    if (call.outcome === "answered") this.#talked(call, told, matter)
    else this.#missed(call, told, matter)
  }

  #talked(call: Call, told: Afterwards, matter: Matter): void {
    const { n, line, status } = told
    const agent = call.legs.findLast(({ role, joinedAt }) => role === "agent" && joinedAt !== null)?.memberId
    if (agent == null) throw new Error(`nobody talked in ${call.id}`)
    this.#floor.after(1000 * (18 + Math.floor(150 * chance("record", n))), () => {
      const isAgain = matter.situation !== null
      const situation = matter.situation ?? told.situation
      const { subject, body, settled, pending } = situation
      const again = ["前回の件で再度ご連絡。", "その後の状況の確認。", "折り返しの件でお電話。"]
      const said = isAgain ? pick(again, "again", n) : body
      const isSettled = status === "done" || status === "no_action"
      const text = `${said}\n→ ${isSettled ? settled : pending}`
      this.#floor.do(call.id, agent, { does: "record_memo", subject, body: text, status })
      Object.assign(matter, { situation, isTalkedAbout: true, isOpen: !isSettled })
      const labelId = line.labels.get(situation.label)
      if (labelId === undefined || (isSettled && chance("label", n) < 0.5)) return
      this.#floor.after(4_000, () =>
        this.#floor.do(call.id, operatorOf(line, agent, n), { does: "label", labelId }),
      )
    })
  }

  #missed(call: Call, { n, line, rungBackAfter }: Afterwards, matter: Matter): void {
    if (rungBackAfter === null) {
      matter.isWaiting = true
      return
    }
    this.#floor.after(rungBackAfter * 60_000, () => {
      if (!matter.isOpen) return
      const memberId = operatorOf(line, null, n)
      if (matter.isTalkedAbout || matter.isWaiting) {
        this.#floor.do(call.id, memberId, { does: "handle_missed" })
        return
      }
      this.#floor.do(call.id, memberId, { does: "name_ticket", subject: "折り返し済み" })
      this.#floor.do(call.id, memberId, { does: "settle_ticket" })
      matter.isOpen = false
    })
  }

  #matterOf(call: Call): Matter {
    const key = `${call.inboxId} ${call.customerNumber ?? call.id}`
    const kept = this.#matters.get(key)
    if (kept?.isOpen) return kept
    const matter = { isOpen: true, situation: null, isTalkedAbout: false, isWaiting: false }
    this.#matters.set(key, matter)
    return matter
  }
}

/** Somebody of the queue who may change tickets: the agent themselves where they may. */
function operatorOf({ operators, candidates }: Line, agent: string | null, n: number): string {
  if (agent !== null && operators.has(agent)) return agent
  const able = candidates.map(({ memberId }) => memberId).filter((memberId) => operators.has(memberId))
  return pick(able.toSorted(), "operator", n)
}
