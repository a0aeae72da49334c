"use client"

import { MicOff, Phone } from "lucide-react"
import { useTranslations } from "next-intl"
import { CallControls, LeavingHint } from "@/components/softphone/in-call/call-controls"
import { QuickConnect } from "@/components/softphone/in-call/quick-connect"
import { TalkHead } from "@/components/softphone/in-call/talk-head"
import { useCallRequest } from "@/components/softphone/in-call/use-call-request"
import { useQuickConnect } from "@/components/softphone/in-call/use-quick-connect"
import { Button } from "@/components/ui/button"
import { CallParty } from "./call-party"
import { PanelTop } from "./panel-top"
import type { PhoneViewProps, StageOf } from "./phone-view"
import { StateLine } from "./state-line"
import { useStateWord } from "./state-word"

type Props = PhoneViewProps & { stage: StageOf<"elsewhere">; onMinimise(): void }

const head =
  "border-b border-line bg-call-soft text-call-ink [--shape-cut:var(--call-soft)] [--veil:var(--call-line)]"

/** A call of this person whose audio is another tab's (K6). All that is asked of the app works from here too. */
export function ElsewherePhone({ stage, phone, softphone, view, onMinimise }: Props) {
  const t = useTranslations("phone")
  const stateWord = useStateWord()
  const request = useCallRequest()
  const { legId, facts, conversation } = stage
  const quickConnect = useQuickConnect(conversation)
  if (!conversation) {
    return (
      <>
        <div className={head}>
          <PanelTop facts={facts} softphone={null} onMinimise={onMinimise} />
          <div className="px-3 pt-1 pb-3">
            <StateLine shape="ringing" word={stateWord(view)} since={null} />
            <CallParty facts={facts} />
          </div>
        </div>
        <p className="prose-ja px-3 py-3 text-ink-2">{t("elsewhere.ringing")}</p>
      </>
    )
  }
  const hasCompany = conversation.invitation !== null || conversation.others.length > 0
  return (
    <>
      <TalkHead
        legId={legId}
        facts={facts}
        conversation={conversation}
        request={request}
        softphone={null}
        shape="talking"
        word={stateWord(view)}
        since={null}
        isCompact={quickConnect.isOpen || hasCompany}
        onMinimise={onMinimise}
        className={head}
      />
      {quickConnect.isOpen ? (
        <QuickConnect
          phone={phone}
          legId={legId}
          inboxId={conversation.inboxId}
          contractNumber={facts.contractNumber}
          onClose={quickConnect.close}
        />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <CallControls
            legId={legId}
            conversation={conversation}
            request={request}
            quickConnect={quickConnect}
          />
          {view.leading?.isMuted && (
            <p className="flex items-center gap-1.5 px-3 pt-2 text-12 font-semibold">
              <MicOff aria-hidden className="size-3.5" />
              <span>{t("talking.muted")}</span>
            </p>
          )}
          <p className="prose-ja px-3 py-2 text-12 text-ink-2">{t("elsewhere.talking")}</p>
        </div>
      )}
      <div className="mt-auto shrink-0 border-t border-line p-3">
        <LeavingHint conversation={conversation} />
        <Button
          variant="end"
          size="large"
          className="w-full"
          onClick={() => void request.ask(() => softphone.leaveElsewhere())}
        >
          <Phone aria-hidden className="rotate-[135deg]" />
          <span>{t("talking.hangUp")}</span>
        </Button>
      </div>
    </>
  )
}
