"use client"

import { NotebookPen } from "lucide-react"
import { useTranslations } from "next-intl"
import { useTransition } from "react"
import { Button } from "@/components/ui/button"
import { RichText } from "@/components/ui/rich-text"
import { toast } from "@/components/ui/toast"
import { toAppError } from "@/lib/errors"
import { duration } from "@/lib/i18n/format"
import { useNow } from "@/lib/i18n/use-now"
import { CallParty } from "./call-party"
import { PanelTop } from "./panel-top"
import type { PhoneViewProps, StageOf } from "./phone-view"
import { ProblemNote } from "./problem-note"
import { StateLine } from "./state-line"

type Props = PhoneViewProps & { stage: StageOf<"after_call">; onMinimise(): void }

/** The call is over: time to write, counting down to the next (E8). */
export function AfterCallPhone({ stage, phone, state, softphone, view, onMinimise }: Props) {
  const t = useTranslations("phone")
  const reasons = useTranslations("common.reason")
  const { facts, talkedFor, until, endedAt, reason } = stage
  const { problem } = view.phone
  return (
    <>
      <div className="border-b border-line bg-surface-2">
        <PanelTop
          facts={facts}
          softphone={softphone}
          onMinimise={onMinimise}
          className="[&_button:hover]:bg-surface-3"
        />
        <div className="px-3 pt-1 pb-3">
          <StateLine shape={<NotebookPen aria-hidden />} word={t("states.afterCall")} since={endedAt} />
          {facts && <CallParty facts={facts} />}
          {reason && (
            <p role="status" className="mt-2 font-semibold text-alert-ink">
              {reasons(reason)}
            </p>
          )}
          {talkedFor > 0 && (
            <p className="mt-2 text-12 text-ink-2 tabular-nums">
              {t("afterCall.talked", { time: duration(talkedFor / 1000) })}
            </p>
          )}
        </div>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-3 py-3">
        {problem && <ProblemNote problem={problem} softphone={softphone} />}
        {until === null ? (
          <p className="text-ink-2">{t("afterCall.waiting")}</p>
        ) : (
          <Remaining until={until} isAvailable={state.status === "available"} />
        )}
        <p className="prose-ja text-12 text-ink-2">
          {state.status === "available" ? t("afterCall.hint") : t("afterCall.offlineHint")}
        </p>
      </div>
      <div className="mt-auto flex gap-2 border-t border-line p-3">
        {until !== null && <Extend phone={phone} />}
        <Button size="large" className="grow" onClick={() => softphone.send({ kind: "finish_pressed" })}>
          {t("afterCall.finish")}
        </Button>
      </div>
    </>
  )
}

function Remaining({ until, isAvailable }: { until: number; isAvailable: boolean }) {
  const t = useTranslations("phone.afterCall")
  const now = useNow(1000)
  const time = duration(Math.ceil((until - now) / 1000))
  const b = (chunks: React.ReactNode) => <b className="font-semibold tabular-nums">{chunks}</b>
  return (
    <p>
      <RichText>
        {isAvailable ? t.rich("remaining", { time, b }) : t.rich("remainingOffline", { time, b })}
      </RichText>
    </p>
  )
}

/** More time, from the database: it says until when, to this page as to every other. */
function Extend({ phone }: Pick<Props, "phone">) {
  const t = useTranslations("phone.afterCall")
  const errors = useTranslations("errors")
  const [isPending, start] = useTransition()
  const extend = () =>
    start(async () => {
      try {
        const { extendAfterCall } = await import("@/lib/phone/mutations")
        await extendAfterCall(await phone.client())
      } catch (cause) {
        toast.error(errors(toAppError(cause).code))
        phone.readState()
      }
    })
  return (
    <Button size="large" aria-disabled={isPending} onClick={() => !isPending && extend()}>
      {t("extend")}
    </Button>
  )
}
