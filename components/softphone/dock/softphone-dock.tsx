"use client"

import { useTranslations } from "next-intl"
import { useEffect } from "react"
import { useShortcut } from "@/components/session/use-shortcut"
import { isHoldWanted } from "@/components/softphone/in-call/hold-button"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { PhonePanel } from "@/components/softphone/panel/phone-panel"
import type { PhoneViewProps } from "@/components/softphone/panel/phone-view"
import { SupervisingNews } from "@/components/softphone/panel/supervising-phone"
import { useCallerName } from "@/components/softphone/panel/use-caller-name"
import { useDeviceNews } from "@/components/softphone/panel/use-device-news"
import { Boundary, type Failure, useRetry } from "@/components/ui/boundary"
import { pressOf } from "@/components/ui/key-press"
import { toast } from "@/components/ui/toast"
import { now } from "@/lib/clock/page-clock"
import { toAppError } from "@/lib/errors"
import type { Offer, SignedInPhone } from "@/lib/phone/schema"
import { phoneApi } from "@/lib/softphone/phone-api"
import type { Softphone } from "@/lib/softphone/softphone"
import type { SoftphoneView } from "@/lib/softphone/softphone-view"
import type { Stage } from "@/lib/softphone/stage"
import { CallNews } from "./call-news"
import { ConversationNews } from "./conversation-news"
import { InterruptedBanner } from "./interrupted-banner"
import { PhoneBar } from "./phone-bar"
import { PlainPhone } from "./plain-phone"
import { usePlacement } from "./use-placement"
import { useSoftphone } from "./use-softphone"
import { useSoftphoneView } from "./use-softphone-view"

type Props = { phone: PhoneContextValue; state: SignedInPhone }

/** The running softphone and its keys. It draws nothing itself, so that nothing that is drawn can end a call. */
export function SoftphoneDock({ phone, state }: Props) {
  const softphone = useSoftphone(phone, state)
  const view = useSoftphoneView(softphone)
  usePhoneShortcuts(softphone, view?.phone.stage.name ?? "idle")
  useHoldKey(view?.phone.stage ?? null)
  if (!softphone || !view) return null
  return (
    <Boundary fallback={(failure) => <FailedPhone softphone={softphone} failure={failure} />}>
      <ShownPhone phone={phone} state={state} softphone={softphone} view={view} />
    </Boundary>
  )
}

/** Its panel, or its bar where the page needs the room, and its words for screen readers. */
function ShownPhone(shared: PhoneViewProps) {
  const { phone, view } = shared
  const placement = usePlacement(phone, view.phone.stage.name)
  useDeviceNews(view)
  return (
    <>
      <RingAnnouncer view={view} />
      {view.phone.stage.name === "talking" && <CallNews stage={view.phone.stage} view={view} />}
      {"conversation" in view.phone.stage && view.phone.stage.conversation && (
        <ConversationNews conversation={view.phone.stage.conversation} />
      )}
      {view.phone.stage.name === "interrupted" && (
        <InterruptedBanner stage={view.phone.stage} softphone={shared.softphone} />
      )}
      {placement.hasBar && (
        <PhoneBar {...shared} isExpanded={placement.hasPanel} onToggle={placement.toggle} />
      )}
      {placement.hasPanel && (
        <PhonePanel {...shared} isAboveBar={placement.hasBar} onMinimise={placement.minimise} />
      )}
    </>
  )
}

function FailedPhone({ softphone, failure }: { softphone: Softphone; failure: Failure }) {
  useRetry(failure)
  return <PlainPhone softphone={softphone} onRetry={failure.retry} />
}

/** Tells screen readers at once who is calling, wherever the focus is (K9), and what became of the phone. */
function RingAnnouncer({ view }: { view: SoftphoneView }) {
  const t = useTranslations("phone")
  const callerName = useCallerName()
  const { stage, problem } = view.phone
  return (
    <>
      <div className="sr-only" role="alert" aria-live="assertive">
        {stage.name === "ringing" && <RingingNews offer={stage.offer} who={callerName(stage.offer.facts)} />}
        {stage.name === "interrupted" && !stage.isReturning && (
          <span>{t("interrupted.announcement", { who: callerName(stage.offer.facts) })}</span>
        )}
      </div>
      <div className="sr-only" role="status" aria-live="polite">
        {stage.name === "interrupted" && stage.isReturning && <span>{t("interrupted.returning")}</span>}
        {stage.name === "dialling" && <span>{t("states.dialling")}</span>}
        {stage.name === "talking" && stage.conversation === null && <span>{t("states.talking")}</span>}
        {stage.name === "supervising" && <SupervisingNews supervision={stage.supervision} />}
        {stage.name === "after_call" && <span>{t("states.afterCall")}</span>}
        {problem && <span>{t(`problems.${problem}`)}</span>}
      </div>
    </>
  )
}

function RingingNews({ offer, who }: { offer: Offer; who: string }) {
  const t = useTranslations("phone.ringing")
  const { consult, facts } = offer
  return (
    <span>
      {consult
        ? t("consultAnnouncement", { name: consult.memberName, who })
        : t("announcement", { who, inbox: facts.inboxName })}
    </span>
  )
}

/** A answers and M mutes; Alt+A answers also while typing and from within a dialog, because a caller cannot wait. */
function usePhoneShortcuts(softphone: Softphone | null, stage: Stage["name"]) {
  const isRinging = stage === "ringing"
  useShortcut("answer", () => softphone?.returnToCall(), stage === "interrupted")
  useShortcut("answer", () => softphone?.send({ kind: "answer_pressed", now: now() }), isRinging)
  useShortcut("mute", () => softphone?.send({ kind: "mute_pressed" }), stage === "talking")

  useEffect(() => {
    if (!isRinging || !softphone) return
    const answer = (event: KeyboardEvent) => {
      // By the physical key: with Alt, layouts answer with another letter.
      const { altKey, ctrlKey, metaKey, code, isRepeated } = pressOf(event)
      if (!altKey || ctrlKey || metaKey || code !== "KeyA" || isRepeated) return
      event.preventDefault()
      softphone.send({ kind: "answer_pressed", now: now() })
    }
    window.addEventListener("keydown", answer, { capture: true })
    return () => window.removeEventListener("keydown", answer, { capture: true })
  }, [isRinging, softphone])
}

/** H holds and takes back, wherever the phone is folded to and in every tab. */
function useHoldKey(stage: Stage | null) {
  const errors = useTranslations("errors")
  const talk = stage?.name === "talking" || stage?.name === "elsewhere" ? stage : null
  const hold = talk?.conversation?.hold
  const press = async () => {
    if (!talk || !hold) return
    try {
      await phoneApi.hold(talk.legId, !isHoldWanted(hold))
    } catch (cause) {
      toast.error(errors(toAppError(cause).code))
    }
  }
  useShortcut("hold", () => void press(), hold !== undefined)
}
