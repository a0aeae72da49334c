"use client"

import { UserRound, X } from "lucide-react"
import { useTranslations } from "next-intl"
import { Timer } from "@/components/softphone/panel/state-line"
import { Button } from "@/components/ui/button"
import { StatusShape } from "@/components/ui/status-shape"
import type { Conversation } from "@/lib/softphone/conversation"
import { phoneApi } from "@/lib/softphone/phone-api"
import type { useCallRequest } from "./use-call-request"
import { useOtherName } from "./use-other-name"

type Props = {
  conversation: Conversation
  request: ReturnType<typeof useCallRequest>
  cancelButton: React.Ref<HTMLButtonElement>
}

/** Who is on the way and who is there besides the customer, each with the × that ends their leg alone (F4). */
export function Others({ conversation: { invitation, others, gone }, request, cancelButton }: Props) {
  const t = useTranslations("transfer")
  const nameOf = useOtherName()
  const end = (legId: string) => void request.ask(() => phoneApi.cancel(legId))
  return (
    <>
      {invitation && (
        <div className="flex flex-col gap-2">
          <p className="flex items-center gap-2">
            <StatusShape shape="ringing" className="size-5" />
            <span className="min-w-0 flex-1">
              <span className="block text-12 text-ink-2">{t(wordOf(invitation))}</span>
              <span className="block truncate text-16 font-semibold">{nameOf(invitation)}</span>
            </span>
            <Timer since={invitation.since} className="shrink-0" />
          </p>
          <Button ref={cancelButton} className="w-full" onClick={() => end(invitation.legId)}>
            <X aria-hidden />
            <span>{t("cancel")}</span>
          </Button>
        </div>
      )}
      {others.length > 0 && (
        <ul className="flex flex-col gap-1">
          {others.map((other) => (
            <li key={other.legId} className="flex min-h-8 items-center gap-2">
              <UserRound aria-hidden className="size-4 shrink-0 text-ink-3" />
              <span className="shrink-0 text-12 text-ink-2">{t(other.kind)}</span>
              <span className="min-w-0 flex-1 truncate font-semibold">{nameOf(other)}</span>
              {other.isDismissible && (
                <Button
                  size="small"
                  aria-label={t("dismissName", { name: nameOf(other) })}
                  onClick={() => end(other.legId)}
                >
                  <X aria-hidden />
                  <span>{t("dismiss")}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!invitation && gone && (
        <p className="prose-ja text-12 text-wait-ink">{t(`gone.${gone.why}`, { name: nameOf(gone) })}</p>
      )}
    </>
  )
}

function wordOf({ kind, isRinging }: NonNullable<Conversation["invitation"]>) {
  if (kind === "outside") return "dialling"
  return isRinging ? "ringing" : "asking"
}
