"use client"

import { ChevronDown, ChevronUp, Mic, MicOff, NotebookPen, Phone, TriangleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import type { PhoneViewProps } from "@/components/softphone/panel/phone-view"
import { Timer } from "@/components/softphone/panel/state-line"
import { lookOf, type PhoneLook, useStateWord } from "@/components/softphone/panel/state-word"
import { useCallerName } from "@/components/softphone/panel/use-caller-name"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { StatusShape, type StatusShapeName } from "@/components/ui/status-shape"
import { now } from "@/lib/clock/page-clock"
import { cn } from "@/lib/cn"
import type { CallFacts } from "@/lib/phone/schema"
import { shownWarnings } from "@/lib/softphone/quality"
import type { Stage } from "@/lib/softphone/stage"

type Props = PhoneViewProps & { isExpanded: boolean; onToggle(): void }

const looks: Record<PhoneLook, string> = {
  idle: "bg-surface-2 text-ink",
  ringing: "bg-accent text-on-accent [--shape-cut:var(--accent)]",
  dialling: "bg-call-soft text-call-ink [--shape-cut:var(--call-soft)]",
  interrupted: "bg-alert text-on-alert [--shape-cut:var(--alert)]",
  held: "bg-wait text-on-wait [--shape-cut:var(--wait)]",
  talking: "bg-call text-on-call [--shape-cut:var(--call)]",
  after_call: "border-t border-line bg-surface-2 text-ink",
  supervising: "bg-call-soft text-call-ink [--shape-cut:var(--call-soft)]",
  elsewhere: "bg-call-soft text-call-ink [--shape-cut:var(--call-soft)]",
}

/** The phone as one line under the page: who, how long, and the one thing that is urgent. */
export function PhoneBar({ softphone, view, isExpanded, onToggle }: Props) {
  const t = useTranslations("phone")
  const stateWord = useStateWord()
  const callerName = useCallerName()
  const { stage } = view.phone
  const look = lookOf(view)
  const facts = factsOf(stage)
  const since = sinceOf(stage)
  const [warning] = stage.name === "talking" ? shownWarnings(view.line.warnings) : []
  const isSolid = look === "ringing" || look === "talking" || look === "held" || look === "interrupted"
  const button = cn("text-inherit hover:text-inherit", isSolid && "bg-veil hover:bg-veil")
  return (
    <section
      data-slot="softphone-bar"
      data-state={look}
      // Below its own panel it has another name, so that the two landmarks differ.
      aria-label={isExpanded ? t("title") : t("panel", { state: stateWord(view) })}
      className={cn(
        "flex h-(--h-phone-bar) shrink-0 items-center gap-2.5 pr-2 pl-4",
        looks[look],
        look === "ringing" && "pointer-events-auto relative z-50",
      )}
    >
      {look === "after_call" ? (
        <NotebookPen aria-hidden className="size-5 shrink-0" />
      ) : (
        <StatusShape shape={shapeOf(stage, look)} plain className="size-5" />
      )}
      <div className="min-w-0 flex-1 leading-tight">
        <p className="truncate font-semibold">{facts ? callerName(facts) : stateWord(view)}</p>
        <p className="truncate text-12">
          {warning && <TriangleAlert aria-hidden className="mr-1 inline size-3.5 align-[-2px]" />}
          <span>
            {warning ? t(`warnings.${warning}`) : facts && `${stateWord(view)} · ${facts.inboxName}`}
          </span>
        </p>
      </div>
      {since !== null && <Timer since={since} className="text-20 font-semibold" />}
      {stage.name === "talking" && (
        <IconButton
          label={stage.isMuted ? t("talking.unmute") : t("talking.mute")}
          shortcut="M"
          size="large"
          side="top"
          aria-pressed={stage.isMuted}
          onClick={() => softphone.send({ kind: "mute_pressed" })}
          className={button}
        >
          {stage.isMuted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
        </IconButton>
      )}
      {stage.name === "interrupted" && (
        <Button
          variant="go"
          size="large"
          aria-keyshortcuts="A"
          aria-disabled={stage.isReturning}
          onClick={() => softphone.returnToCall()}
        >
          <Phone aria-hidden />
          <span>{t("interrupted.return")}</span>
        </Button>
      )}
      {stage.name === "ringing" && (
        <button
          type="button"
          aria-keyshortcuts="A Alt+A"
          onClick={() => softphone.send({ kind: "answer_pressed", now: now() })}
          className="inline-flex h-10 items-center gap-1.5 rounded-md bg-answer px-4 font-semibold whitespace-nowrap text-on-answer"
        >
          <Phone aria-hidden className="size-4" />
          <span>{t("ringing.answer")}</span>
        </button>
      )}
      <IconButton
        label={isExpanded ? t("devices.minimise") : t("devices.expand")}
        size="large"
        side="top"
        aria-expanded={isExpanded}
        onClick={onToggle}
        className={button}
      >
        {isExpanded ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
      </IconButton>
    </section>
  )
}

function shapeOf(stage: Stage, look: PhoneLook): StatusShapeName {
  if (look === "held") return "held"
  if (look === "interrupted") return "trouble"
  const isRinging =
    stage.name === "ringing" ||
    stage.name === "dialling" ||
    (stage.name === "elsewhere" && !stage.conversation)
  return isRinging ? "ringing" : "talking"
}

function factsOf(stage: Stage): CallFacts | null {
  if ("offer" in stage) return stage.offer.facts
  return "facts" in stage ? stage.facts : null
}

function sinceOf(stage: Stage): number | null {
  switch (stage.name) {
    case "ringing":
      return stage.ringingAt
    case "dialling":
    case "talking":
      return stage.since
    case "supervising":
      return stage.supervision.joinedAt
    case "after_call":
      return stage.endedAt
    default:
      return null
  }
}
