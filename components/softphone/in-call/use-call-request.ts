"use client"

import { useRef, useState } from "react"
import { type ErrorCode, toAppError } from "@/lib/errors"
import type { TransferTarget } from "@/lib/softphone/phone-api"
import { isRequestRefusal } from "@/lib/transfer/rules"
import type { RequestRefusal } from "@/supabase/functions/_shared/calls/request-refusals"

/** Why nothing of a request in a call is done: refused with a reason, or not heard at all. */
export type RequestProblem = { reason: RequestRefusal } | { code: ErrorCode }

/** What the lists ask for: to call somebody first, or to hand over without a word. */
export type Asking = {
  isPending: boolean
  consult(target: Exclude<TransferTarget, { queueId: string }>): void
  transfer(target: TransferTarget): void
}

/** Asks the app for something in a call, one at a time; what becomes of it the database says. */
export function useCallRequest() {
  const [problem, setProblem] = useState<RequestProblem | null>(null)
  const [isPending, setPending] = useState(false)
  // Not the state alone: two presses come within one render.
  const isAsking = useRef(false)

  /** Resolves to whether it was taken. */
  async function ask(request: () => Promise<void>): Promise<boolean> {
    if (isAsking.current) return false
    isAsking.current = true
    setPending(true)
    setProblem(null)
    try {
      await request()
      return true
    } catch (cause) {
      const { code, detail } = toAppError(cause)
      setProblem(isRequestRefusal(detail) ? { reason: detail } : { code })
      return false
    } finally {
      isAsking.current = false
      setPending(false)
    }
  }
  return {
    ask,
    problem,
    isPending,
    refuse: (reason: RequestRefusal | null) => setProblem(reason && { reason }),
  }
}
