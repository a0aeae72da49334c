"use client"

import { useEffect, useRef, useState } from "react"
import { useSoftphoneView } from "@/components/softphone/dock/use-softphone-view"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { isDialRefusal, refusalOf } from "@/lib/dialling/rules"
import type { BegunCall, CallerNumber } from "@/lib/dialling/schema"
import { type ErrorCode, toAppError } from "@/lib/errors"
import { phoneApi } from "@/lib/softphone/phone-api"
import type { SoftphoneView } from "@/lib/softphone/softphone-view"
import type { DialRefusal } from "@/supabase/functions/_shared/calls/dialable"

/** Why this page cannot dial now, whatever is typed; null when it can. */
export type NotReady = "signed_out" | "other_tab" | "registering" | "microphone" | "in_call"
/** Why a call was not begun: refused with a reason, or not asked for at all. */
export type DialProblem = { reason: DialRefusal } | { code: ErrorCode }

function notReady(phone: PhoneContextValue, view: SoftphoneView | null): NotReady | null {
  if (!phone.state?.isSignedIn) return "signed_out"
  if (!view) return "registering"
  if (!view.isLeader) return "other_tab"
  const stage = view.phone.stage.name
  if (stage !== "idle" && stage !== "after_call") return "in_call"
  if (view.microphone === "denied" || view.microphone === "missing") return "microphone"
  return view.phone.device === "registered" ? null : "registering"
}

/**
 * Asks for a call, once an attempt: pressed twice, or sent again because the answer was lost, it is the same call. What is typed,
 * or shown as, anew is another attempt.
 */
export function useDialling(
  phone: PhoneContextValue,
  numbers: readonly CallerNumber[],
  onBegun: (call: BegunCall, shown: CallerNumber) => void,
) {
  const view = useSoftphoneView(phone.softphone)
  const [problem, setProblem] = useState<DialProblem | null>(null)
  const [isPending, setPending] = useState(false)
  // Not the state alone: two presses come within one render.
  const isAsking = useRef(false)
  const attempt = useRef<{ what: string; id: string } | null>(null)
  const blocker = notReady(phone, view)
  const isOpen = useRef(false)
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
    }
  }, [])

  async function dial(typed: string, shown: CallerNumber | null, ticketId: string | null) {
    if (isAsking.current || blocker !== null || shown === null || typed.trim() === "") return
    const reason = refusalOf(typed, shown, numbers)
    if (reason !== null) return setProblem({ reason })
    const what = `${typed} ${shown.id}`
    if (attempt.current?.what !== what) attempt.current = { what, id: crypto.randomUUID() }
    isAsking.current = true
    setPending(true)
    setProblem(null)
    try {
      const { id: attemptId } = attempt.current
      const call = await phoneApi.dial({ phoneNumberId: shown.id, typed, ticketId, attemptId })
      // Closed meanwhile: whoever did that does not want the call.
      if (!isOpen.current) return await phoneApi.hangUp(call.legId)
      onBegun(call, shown)
      attempt.current = null
    } catch (cause) {
      const { code, detail } = toAppError(cause)
      // An answer, so the next press asks anew; without one it may be begun already.
      if (code !== "unavailable") attempt.current = null
      setProblem(isDialRefusal(detail) ? { reason: detail } : { code })
    }
    isAsking.current = false
    setPending(false)
  }

  return { dial, problem, clearProblem: () => setProblem(null), isPending, notReady: blocker }
}
