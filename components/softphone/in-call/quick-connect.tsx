"use client"

import { ChevronLeft } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { usePresence } from "@/components/softphone/status/use-presence"
import { IconButton } from "@/components/ui/icon-button"
import { keyOf } from "@/components/ui/key-press"
import { Segmented } from "@/components/ui/segmented"
import { type AppError, toAppError } from "@/lib/errors"
import { phoneApi } from "@/lib/softphone/phone-api"
import type { TransferTargets } from "@/lib/transfer/schema"
import { ColleagueList } from "./colleague-list"
import { OutsideForm } from "./outside-form"
import { QueueList } from "./queue-list"
import { RequestNote } from "./request-note"
import { type Asking, useCallRequest } from "./use-call-request"

const kinds = ["colleague", "outside", "queue"] as const

type Props = {
  phone: PhoneContextValue
  legId: string
  inboxId: string
  contractNumber: string
  /** `hasAsked`: somebody is on the way. */
  onClose(hasAsked: boolean): void
}

/** 「クイック接続」: whom to bring into the call, or to hand it to (F2, G1). */
export function QuickConnect({ phone, legId, inboxId, contractNumber, onClose }: Props) {
  const t = useTranslations("transfer")
  const [kind, setKind] = useState<(typeof kinds)[number]>("colleague")
  const targets = useTransferTargets(phone, inboxId)
  const others = usePresence(phone)?.filter(({ memberId }) => memberId !== phone.member.id)
  const request = useCallRequest()
  const region = useRef<HTMLElement>(null)
  useEffect(() => region.current?.focus(), [])

  const send = async (what: () => Promise<void>) => {
    if (await request.ask(what)) onClose(true)
  }
  const asking: Asking = {
    isPending: request.isPending,
    consult: (target) => void send(() => phoneApi.consult(legId, target)),
    transfer: (target) => void send(() => phoneApi.transfer(legId, target)),
  }
  const problem = request.problem ?? (targets.error && { code: targets.error.code })
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label={t("title")}
      onKeyDown={(event) => {
        if (keyOf(event) !== "Escape") return
        event.preventDefault()
        onClose(false)
      }}
      className="flex min-h-0 flex-1 flex-col focus:outline-none"
    >
      <div className="flex shrink-0 items-center gap-1 px-2 pt-2">
        <IconButton label={t("close")} size="small" onClick={() => onClose(false)}>
          <ChevronLeft aria-hidden />
        </IconButton>
        <Segmented
          label={t("kinds.label")}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onValueChange={(next) => {
            request.refuse(null)
            setKind(next)
          }}
          className="flex-1"
        />
      </div>
      <div className="px-3 pt-1">
        <RequestNote problem={problem} />
      </div>
      {kind === "colleague" && (
        <ColleagueList others={others} memberIds={targets.found?.memberIds ?? null} asking={asking} />
      )}
      {kind === "outside" && (
        <OutsideForm contractNumber={contractNumber} asking={asking} onRefused={request.refuse} />
      )}
      {kind === "queue" && <QueueList queues={targets.found?.queues ?? null} asking={asking} />}
    </section>
  )
}

/** To whom a call of the inbox may be handed, read when it is looked at; who is free says their presence. */
function useTransferTargets({ client }: PhoneContextValue, inboxId: string) {
  const [found, setFound] = useState<TransferTargets | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  useEffect(() => {
    let isMounted = true
    const read = async () => {
      const { listTransferTargets } = await import("@/lib/transfer/queries")
      const targets = await listTransferTargets(await client(), inboxId)
      if (isMounted) setFound(targets)
    }
    read().catch((cause: unknown) => isMounted && setError(toAppError(cause)))
    return () => {
      isMounted = false
    }
  }, [client, inboxId])
  return { found, error }
}
