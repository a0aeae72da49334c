"use client"

import { Check, CircleDashed, Copy, LoaderCircle, TriangleAlert, X } from "lucide-react"
import { useTranslations } from "next-intl"
import { useSoftphoneView } from "@/components/softphone/dock/use-softphone-view"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast"
import { cn } from "@/lib/cn"
import { reportText } from "@/lib/softphone/preflight/report"
import {
  type CheckId,
  checkIds,
  isTrouble,
  stateOf,
  type Verdict,
  verdictsOf,
} from "@/lib/softphone/preflight/verdicts"
import type { Softphone } from "@/lib/softphone/softphone"
import { usePreflight } from "./use-preflight"

const looks = {
  good: { Icon: Check, tone: "text-ok-ink" },
  fair: { Icon: TriangleAlert, tone: "text-wait-ink" },
  bad: { Icon: X, tone: "text-alert-ink" },
  open: { Icon: CircleDashed, tone: "text-ink-3" },
}

/** Tries browser, microphone and network with a real call, and says of each in words what to do. */
export function Preflight({ softphone }: { softphone: Softphone | null }) {
  const t = useTranslations("environment.preflight")
  const view = useSoftphoneView(softphone)
  const { findings, isRunning, at, run, setHeard } = usePreflight(softphone)
  const isBusy = view !== null && view.phone.stage.name !== "idle"
  const verdicts = findings && verdictsOf(findings)
  const lines = verdicts
    ? checkIds.map((id) => ({ name: t(`checks.${id}`), words: t(`verdicts.${verdicts[id]}`) }))
    : []

  async function copy() {
    if (!findings || at === null) return
    const facts = {
      at: new Date(at).toISOString(),
      address: window.location.origin,
      browser: navigator.userAgent,
      call: findings.call,
    }
    try {
      await navigator.clipboard.writeText(reportText(lines, facts))
      toast.success(t("copied"))
    } catch {
      toast.error(t("notCopied"))
    }
  }

  return (
    <section aria-labelledby="preflight-title">
      <h2 id="preflight-title" className="mb-1 text-16 font-semibold">
        {t("title")}
      </h2>
      <p className="prose-ja mb-3 text-ink-2">{isBusy ? t("busy") : t("description")}</p>
      <ul className="rounded-md border border-line-2" data-slot="preflight">
        {checkIds.map((id) => (
          <Row key={id} id={id} verdict={verdicts?.[id] ?? "not_yet"} isRunning={isRunning}>
            {verdicts?.[id] === "speaker_asked" && !isRunning && (
              <span className="flex gap-2">
                <Button size="small" onClick={() => setHeard(true)}>
                  {t("heard")}
                </Button>
                <Button size="small" onClick={() => setHeard(false)}>
                  {t("notHeard")}
                </Button>
              </span>
            )}
          </Row>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          aria-disabled={isRunning || isBusy}
          onClick={() => !isRunning && !isBusy && run()}
        >
          {t(at === null ? "run" : "again")}
        </Button>
        {at !== null && !isRunning && (
          <Button onClick={() => void copy()}>
            <Copy aria-hidden />
            <span>{t("copy")}</span>
          </Button>
        )}
        <span role="status" className="text-ink-2">
          {isRunning && <span>{t("running")}</span>}
          {!isRunning && at !== null && <span>{t("done")}</span>}
        </span>
      </div>
    </section>
  )
}

type RowProps = { id: CheckId; verdict: Verdict; isRunning: boolean; children: React.ReactNode }

function Row({ id, verdict, isRunning, children }: RowProps) {
  const t = useTranslations("environment.preflight")
  const state = stateOf(verdict)
  const isWaiting = isRunning && state === "open"
  const { Icon, tone } = looks[state]
  return (
    <li
      data-check={id}
      data-state={isWaiting ? "running" : state}
      className="grid grid-cols-[1rem_9rem_1fr_auto] items-start gap-x-3 border-t border-line px-3 py-2 first:border-t-0 max-desk:grid-cols-[1rem_1fr]"
    >
      {isWaiting ? (
        <LoaderCircle
          aria-hidden
          className="mt-0.5 size-4 animate-spin text-ink-3 motion-reduce:animate-none"
        />
      ) : (
        <Icon aria-hidden className={cn("mt-0.5 size-4", tone)} />
      )}
      <span className="font-semibold">{t(`checks.${id}`)}</span>
      <span className="prose-ja max-desk:col-start-2">
        <span className={cn(state !== "open" && tone, state === "open" && "text-ink-2")}>
          {isWaiting ? t("waiting") : t(`verdicts.${verdict}`)}
        </span>
        {isTrouble(verdict) && <span className="block text-12 text-ink-2">{t(`hints.${verdict}`)}</span>}
      </span>
      <span className="max-desk:col-start-2">{children}</span>
    </li>
  )
}
