"use client"

import { ArrowLeftRight } from "lucide-react"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"
import { Tooltip } from "@/components/ui/tooltip"
import type { Conversation } from "@/lib/softphone/conversation"
import { HoldButton, isHoldWanted } from "./hold-button"
import { Others } from "./others"
import { RequestNote } from "./request-note"
import type { useCallRequest } from "./use-call-request"
import { useOtherName } from "./use-other-name"
import type { useQuickConnect } from "./use-quick-connect"

/** Every control of a call has this size, wherever it stands. */
export const tile = "h-10 justify-start px-2 [&_svg]:size-[18px]"

type Props = {
  legId: string
  conversation: Conversation
  request: ReturnType<typeof useCallRequest>
  quickConnect: Pick<ReturnType<typeof useQuickConnect>, "landing" | "open">
  /** What only the page with the audio can do. */
  mute?: ReactNode
  keypad?: ReactNode
}

/** Hold, quick connect, and who else is in the call: asked of the app, so that they work from any tab (K6). */
export function CallControls({
  legId,
  conversation,
  request,
  quickConnect,
  mute = null,
  keypad = null,
}: Props) {
  const t = useTranslations("transfer")
  const { hold, recording, invitation, others } = conversation
  const isAlone = invitation === null && others.length === 0
  const isHeld = isHoldWanted(hold)
  const isWide = isAlone && (isHeld || hold.change === "releasing")
  // Three in a row, so that what becomes of the customer is still in sight below.
  const areThree = !isAlone && !isHeld && keypad !== null
  const opener = (
    <Tooltip label={t("title")} shortcut="T" side="left">
      <Button ref={quickConnect.landing} aria-keyshortcuts="T" className={tile} onClick={quickConnect.open}>
        <ArrowLeftRight aria-hidden />
        <span className="truncate">{t("title")}</span>
      </Button>
    </Tooltip>
  )
  return (
    <div className="flex flex-col gap-2 px-3 pt-3">
      <Others conversation={conversation} request={request} cancelButton={quickConnect.landing} />
      {/* On hold nobody hears oneself before somebody comes, and the end of the hold stands beside the customer's name. */}
      {!(isHeld && invitation) && (
        <div
          className={
            areThree
              ? "grid grid-cols-3 gap-2 *:h-13 *:flex-col *:justify-center *:gap-0.5 *:px-1 *:text-12"
              : "grid grid-cols-2 gap-2"
          }
        >
          {(isAlone || !isHeld) && (
            <HoldButton
              legId={legId}
              hold={hold}
              request={request}
              className={isWide ? `${tile} col-span-2 justify-center` : tile}
            />
          )}
          {!isWide && mute}
          {isAlone && opener}
          {isWide && mute}
          {!isWide && keypad}
        </div>
      )}
      {hold.isRefused && <Refused text={t("holdRefused")} />}
      {recording.isRefused && <Refused text={t("pauseRefused")} />}
      <RequestNote problem={request.problem} />
    </div>
  )
}

function Refused({ text }: { text: string }) {
  return (
    <p role="status" className="prose-ja text-12 text-alert-ink">
      {text}
    </p>
  )
}

/** What becomes of the customer when one leaves now (F3); nothing is said where that ends the call. */
export function LeavingHint({ conversation: { hold, invitation, others } }: { conversation: Conversation }) {
  const t = useTranslations("transfer")
  const nameOf = useOtherName()
  const [other] = others
  const hint = other
    ? t(hold.isOn ? "leaveHeldHint" : "leaveHint", { name: nameOf(other) })
    : invitation && t("invitingHint", { name: nameOf(invitation) })
  return hint && <p className="prose-ja mb-2 text-12 text-ink-2">{hint}</p>
}
