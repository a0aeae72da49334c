"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { toast } from "@/components/ui/toast"
import type { AgentStatus } from "@/lib/phone/schema"
import type { PhoneContextValue } from "./phone-context"
import { phoneStateKey, type ReadPhoneState } from "./phone-state"

type Chosen = { status: AgentStatus; reason: string | null }

/** Sets own status; shown at once, taken back when the database refuses (B6). */
export function useAgentStatus({ client, readState }: PhoneContextValue) {
  const t = useTranslations("phone.status")
  const queries = useQueryClient()
  const mutation = useMutation({
    mutationFn: async ({ status, reason }: Chosen) => {
      const { setAgentStatus } = await import("@/lib/phone/mutations")
      await setAgentStatus(await client(), status, reason)
    },
    onMutate: async ({ status, reason }) => {
      await queries.cancelQueries({ queryKey: phoneStateKey })
      const before = queries.getQueryData<ReadPhoneState>(phoneStateKey)
      queries.setQueryData<ReadPhoneState>(phoneStateKey, (state) => {
        if (!state?.isSignedIn) return state
        const statusSince = state.status === status ? state.statusSince : Date.now()
        return { ...state, status, statusReason: reason, statusSince }
      })
      return { before }
    },
    onError: (_error, _chosen, context) => {
      queries.setQueryData(phoneStateKey, context?.before)
      toast.error(t("notSaved"))
    },
    onSettled: readState,
  })
  return (status: AgentStatus, reason: string | null = null) => mutation.mutate({ status, reason })
}
