"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useId, useState } from "react"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { Segmented } from "@/components/ui/segmented"
import { StatusShape } from "@/components/ui/status-shape"
import { toast } from "@/components/ui/toast"
import { now } from "@/lib/clock/page-clock"
import { isOfflineReason } from "@/lib/phone/rules"
import type { AgentStatus, SignedInPhone } from "@/lib/phone/schema"

/** 「受付中」 or 「オフライン」, and why when offline (B6, B8). */
export function StatusChoice({ phone, state }: { phone: PhoneContextValue; state: SignedInPhone }) {
  const t = useTranslations("phone.status")
  // One group each: the header's menu and the panel may both be open.
  const reasons = useId()
  const { chosen, choose } = useAgentStatus(phone)
  const { status, reason: statusReason } = chosen ?? { status: state.status, reason: state.statusReason }
  const { offlineReasons } = phone.member
  const isStruckOff = statusReason !== null && !offlineReasons.includes(statusReason)
  return (
    <div className="flex flex-col gap-2">
      <Segmented
        label={t("label")}
        value={status}
        onValueChange={(next) => choose(next)}
        className="flex [&>label]:h-7"
        options={(["available", "offline"] as const).map((value) => ({
          value,
          label: (
            <>
              <StatusShape shape={value} className="size-3.5" />
              <span>{t(value)}</span>
            </>
          ),
        }))}
      />
      {status === "offline" && (
        <fieldset className="flex flex-wrap gap-1">
          <legend className="sr-only">{t("reason")}</legend>
          {[null, ...offlineReasons, ...(isStruckOff ? [statusReason] : [])].map((reason) => (
            <label
              key={reason ?? ""}
              className="relative inline-flex h-7 cursor-pointer items-center rounded-md border border-line-2 px-2 text-12 has-checked:border-accent-line has-checked:bg-accent-soft has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-(--focus)"
            >
              <input
                type="radio"
                name={reasons}
                checked={reason === statusReason}
                onChange={() => choose("offline", reason)}
                className="absolute inset-0 cursor-[inherit] opacity-0"
              />
              <span>
                {reason === null ? t("noReason") : isOfflineReason(reason) ? t(`reasons.${reason}`) : reason}
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  )
}

/** All choices of the page, wherever they are made. */
const choiceKey = ["agent-status"]

type Chosen = { status: AgentStatus; reason: string | null }

/**
 * Sets own status; `chosen` is what to show until the database has answered, from the very press on (what is read may be
 * on its way meanwhile), and null afterwards. Taken back when the database refuses (B6). Choices in a row are sent one
 * after the other, since one that overtook another would leave the earlier one standing.
 */
function useAgentStatus({ client, ownPhone }: PhoneContextValue) {
  const t = useTranslations("phone.status")
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const isLast = () => queries.isMutating({ mutationKey: choiceKey }) === 1
  const mutation = useMutation({
    mutationKey: choiceKey,
    scope: { id: "agent-status" },
    mutationFn: async (next: Chosen) => {
      const { chooseStatus } = await import("./choose-status")
      await chooseStatus(await client(), next, ownPhone.own?.calls.offer ?? null)
    },
    onMutate: ({ status, reason }) =>
      ownPhone.show((state) => {
        if (!state.isSignedIn) return state
        const statusSince = state.status === status ? state.statusSince : now()
        return { ...state, status, statusReason: reason, isUnanswered: false, statusSince }
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
