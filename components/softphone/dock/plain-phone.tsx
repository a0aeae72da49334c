"use client"

import { useTranslations } from "next-intl"
import { useSyncExternalStore } from "react"
import { Button } from "@/components/ui/button"
import { now } from "@/lib/clock/page-clock"
import type { Softphone } from "@/lib/softphone/softphone"
import type { Stage } from "@/lib/softphone/stage"

type PlainPhoneProps = {
  softphone: Softphone
  /** Shows the usual phone again; null where there is no place for it. */
  onRetry: (() => void) | null
}

/**
 * The phone with nothing but its buttons: what is left of it while its usual look, or the page around it, cannot be
 * shown. The call does not depend on either. It needs the texts of `failed` alone, which every page has.
 */
export function PlainPhone({ softphone, onRetry }: PlainPhoneProps) {
  const t = useTranslations("failed.phone")
  const { phone } = useSyncExternalStore(softphone.view.watch, softphone.view.get, softphone.view.get)
  const { stage } = phone
  return (
    <section
      aria-label={t("label")}
      data-slot="plain-phone"
      data-state={stage.name}
      className="pointer-events-auto fixed right-3 bottom-3 z-50 flex w-72 max-w-[calc(100vw-24px)] flex-col gap-2 rounded-md bg-raised p-3 text-ink shadow-float"
    >
      <p role="status" className="font-semibold">
        {t(wordOf(stage))}
      </p>
      <p className="prose-ja text-12 text-ink-2">{t("note")}</p>
      <div className="flex flex-wrap gap-2">
        {stage.name === "ringing" && (
          <>
            <Button variant="go" onClick={() => softphone.send({ kind: "answer_pressed", now: now() })}>
              {t("answer")}
            </Button>
            <Button onClick={() => softphone.send({ kind: "pass_pressed", now: now() })}>{t("pass")}</Button>
          </>
        )}
        {stage.name === "interrupted" && (
          <Button variant="go" onClick={() => softphone.returnToCall()}>
            {t("return")}
          </Button>
        )}
        {(stage.name === "talking" || stage.name === "connecting" || stage.name === "dialling") && (
          <Button variant="end" onClick={() => softphone.send({ kind: "hang_up_pressed", now: now() })}>
            {t("hangUp")}
          </Button>
        )}
        {stage.name === "supervising" && (
          <Button variant="end" onClick={() => void softphone.stopSupervising().catch(() => undefined)}>
            {t("hangUp")}
          </Button>
        )}
        {stage.name === "talking" && (
          <Button aria-pressed={stage.isMuted} onClick={() => softphone.send({ kind: "mute_pressed" })}>
            {t(stage.isMuted ? "unmute" : "mute")}
          </Button>
        )}
        {stage.name === "after_call" && (
          <Button onClick={() => softphone.send({ kind: "finish_pressed" })}>{t("finish")}</Button>
        )}
        {onRetry && (
          <Button variant="quiet" onClick={onRetry}>
            {t("retry")}
          </Button>
        )}
      </div>
    </section>
  )
}

function wordOf(stage: Stage): "ringing" | "talking" | "interrupted" | "afterCall" | "quiet" {
  switch (stage.name) {
    case "ringing":
      return "ringing"
    case "connecting":
    case "dialling":
    case "talking":
      return "talking"
    case "interrupted":
      return "interrupted"
    case "after_call":
      return "afterCall"
    default:
      return "quiet"
  }
}
