import type { Context } from "../context.ts"
import type { Plan } from "../decision.ts"
import { companions, customerLeg } from "../parties.ts"
import { beginRecording, recordingOfStay } from "../recording.ts"
import { isForwarding, isRecordedAlone } from "../state.ts"
import { endWithOutside } from "./alone.ts"
import { setHold } from "./holding.ts"
import { endWithCustomer } from "./opening.ts"

/** Caller and telephone are both there: they talk, and the system writes the memo (G4). Whoever came first has waited. */
export function meetOutside(plan: Plan, context: Context): void {
  const { call } = plan
  const { stay } = call
  const [outside] = companions(call)
  if (!isForwarding(call) || stay === null || call.customerPlace !== "conference") return
  const customer = customerLeg(call)
  if (outside?.role !== "outside" || !customer) return
  const { now, newId } = context
  const recordingId = isRecordedAlone(call) && !recordingOfStay(call, stay.id) ? newId() : null
  plan.record({ kind: "talk_started", at: now, stayId: stay.id, recordingId })
  plan.supersede("redirect_leg", customer.id)
  if (recordingId) beginRecording(plan, recordingId, context)
  plan.work.push({ step: "open_memo", legId: outside.id, memberId: null })
  setHold(plan, false, context)
  endWithCustomer(plan)
  endWithOutside(plan)
}
