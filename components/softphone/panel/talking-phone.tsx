"use client"

import { Grip, Mic, MicOff, Phone } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { CallControls, LeavingHint, tile } from "@/components/softphone/in-call/call-controls"
import { QuickConnect } from "@/components/softphone/in-call/quick-connect"
import { TalkHead } from "@/components/softphone/in-call/talk-head"
import { useCallRequest } from "@/components/softphone/in-call/use-call-request"
import { useQuickConnect } from "@/components/softphone/in-call/use-quick-connect"
import { Button } from "@/components/ui/button"
import { Tooltip } from "@/components/ui/tooltip"
import { now } from "@/lib/clock/page-clock"
import { Keypad } from "./keypad"
import { LineInfo } from "./line-info"
import type { PhoneViewProps, StageOf } from "./phone-view"
import { useStateWord } from "./state-word"

type Props = PhoneViewProps & { stage: StageOf<"talking">; onMinimise(): void }

/** On a call. Ending it stands alone below a line; nothing harmless is its neighbour. */
export function TalkingPhone({ stage, phone, softphone, view, onMinimise }: Props) {
  const t = useTranslations("phone")
  const [isKeypadOpen, setKeypadOpen] = useState(false)
  const stateWord = useStateWord()
  const { legId, facts, conversation, isMuted } = stage
  const request = useCallRequest()
  const quickConnect = useQuickConnect(conversation)
  const hasCompany = conversation !== null && (conversation.invitation || conversation.others.length > 0)
  const MuteIcon = isMuted ? MicOff : Mic
  const mute = (
    <Tooltip label={isMuted ? t("talking.unmute") : t("talking.mute")} shortcut="M" side="left">
      <Button
        aria-pressed={isMuted}
        aria-keyshortcuts="M"
        onClick={() => softphone.send({ kind: "mute_pressed" })}
        className={
          isMuted
            ? `${tile} border-wait-line bg-wait-soft font-semibold text-wait-ink hover:bg-wait-soft aria-pressed:border-wait-line aria-pressed:bg-wait-soft aria-pressed:text-wait-ink`
            : tile
        }
      >
        <MuteIcon aria-hidden />
        <span>{isMuted ? t("talking.muted") : t("talking.mute")}</span>
      </Button>
    </Tooltip>
  )
  const keypad = (
    <Button className={tile} onClick={() => setKeypadOpen(true)}>
      <Grip aria-hidden />
      <span>{t("talking.keypad")}</span>
    </Button>
  )
  return (
    <>
      <TalkHead
        legId={legId}
        facts={facts}
        conversation={conversation}
        request={request}
        softphone={softphone}
        shape="talking"
        word={stateWord(view)}
        since={stage.since}
        isCompact={isKeypadOpen || quickConnect.isOpen || Boolean(hasCompany)}
        onMinimise={onMinimise}
        className="bg-call text-on-call [--shape-cut:var(--call)]"
      />
      {quickConnect.isOpen && conversation ? (
        <QuickConnect
          phone={phone}
          legId={legId}
          inboxId={conversation.inboxId}
          contractNumber={facts.contractNumber}
          onClose={quickConnect.close}
        />
      ) : isKeypadOpen ? (
        <Keypad softphone={softphone} onClose={() => setKeypadOpen(false)} />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto">
          {conversation ? (
            <CallControls
              legId={legId}
              conversation={conversation}
              request={request}
              quickConnect={quickConnect}
              mute={mute}
              keypad={keypad}
            />
          ) : (
            <div className="grid grid-cols-2 gap-2 px-3 pt-3">
              {mute}
              {keypad}
            </div>
          )}
          <LineInfo softphone={softphone} view={view} isMuted={isMuted} />
        </div>
      )}
      <div className="mt-auto shrink-0 border-t border-line p-3">
        {conversation && !isKeypadOpen && <LeavingHint conversation={conversation} />}
        <Button
          variant="end"
          size="large"
          className="w-full [&_svg]:size-[18px]"
          onClick={() => softphone.send({ kind: "hang_up_pressed", now: now() })}
        >
          <Phone aria-hidden className="rotate-[135deg]" />
          <span>{t("talking.hangUp")}</span>
        </Button>
      </div>
    </>
  )
}
