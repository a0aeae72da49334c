"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { toast } from "@/components/ui/toast"
import { now } from "@/lib/clock/page-clock"
import type { AgentStatus } from "@/lib/phone/schema"
import type { PhoneContextValue } from "./phone-context"

/** All choices of the page, wherever they are made. */
const choiceKey = ["agent-status"]

type Chosen = { status: AgentStatus; reason: string | null }

/**
 * Sets own status; `chosen` is what to show until the database has answered, from the very press on (what is read may be
 * on its way meanwhile), and null afterwards. Taken back when the database refuses (B6). Choices in a row are sent one
 * after the other, since one that overtook another would leave the earlier one standing.
 */
export function useAgentStatus({ client, ownPhone }: PhoneContextValue) {
  const t = useTranslations("phone.status")
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const isLast = () => queries.isMutating({ mutationKey: choiceKey }) === 1
  const mutation = useMutation({
    mutationKey: choiceKey,
    scope: { id: "agent-status" },
    mutationFn: async ({ status, reason }: Chosen) => {
      const { setAgentStatus } = await import("@/lib/phone/mutations")
      await setAgentStatus(await client(), status, reason)
    },
    onMutate: ({ status, reason }) =>
      ownPhone.show((state) => {
        if (!state.isSignedIn) return state
        const statusSince = state.status === status ? state.statusSince : now()
        return { ...state, status, statusReason: reason, statusSince }
      }),
    onError: (_error, _chosen, takeBack) => {
      takeBack?.()
      // How it stands is the database's to say: the answer alone may have been lost.
      if (isLast()) ownPhone.read()
      toast.error(t("notSaved"))
    },
    onSettled: () => {
      if (isLast()) setChosen(null)
    },
  })
  function choose(status: AgentStatus, reason: string | null = null) {
    setChosen({ status, reason })
    mutation.mutate({ status, reason })
  }
  return { chosen, choose }
}
