"use client"

import { CircleDot, Inbox } from "lucide-react"
import { useTranslations } from "next-intl"
import { Avatar } from "@/components/ui/avatar"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { Kbd } from "@/components/ui/kbd"
import { Skeleton } from "@/components/ui/skeleton"
import { StatusShape } from "@/components/ui/status-shape"
import { Group, Sample } from "./sample"

const tones = ["neutral", "ok", "call", "wait", "alert", "accent", "line"] as const
const shapes = ["available", "talking", "ringing", "held", "trouble", "offline"] as const
const solids = [
  "bg-ok text-on-ok",
  "bg-call text-on-call",
  "bg-alert text-on-alert",
  "bg-accent text-on-accent",
]
const name = "佐藤 美咲"

/** What only tells. */
export function Marks() {
  const t = useTranslations()
  return (
    <>
      <Group name="Badge">
        {tones.map((tone) => (
          <Sample key={tone} name={tone}>
            <Badge tone={tone}>
              <CircleDot aria-hidden />
              <span>{t("common.status.on_hold")}</span>
            </Badge>
          </Sample>
        ))}
      </Group>
      <Group name="StatusShape">
        {shapes.map((shape) => (
          <Sample key={shape} name={shape}>
            <StatusShape shape={shape} />
            <StatusShape shape={shape} className="size-6" />
          </Sample>
        ))}
        <Sample name="plain">
          {solids.map((solid) => (
            <span key={solid} className={`inline-flex rounded-md p-1.5 ${solid}`}>
              <StatusShape shape="available" plain />
            </span>
          ))}
        </Sample>
      </Group>
      <Group name="Avatar, Kbd, Skeleton">
        <Sample name="small, normal, large">
          <Avatar name={name} size="small" />
          <Avatar name={name} />
          <Avatar name={name} size="large" />
        </Sample>
        <Sample name="self">
          <Avatar name={name} self />
        </Sample>
        <Sample name="keys">
          <Kbd>J</Kbd>
          <Kbd>Ctrl+K</Kbd>
          <Kbd>Enter</Kbd>
        </Sample>
        <Sample name="skeleton">
          <Skeleton className="h-8 w-40" />
        </Sample>
      </Group>
      <Group name="EmptyState">
        <EmptyState
          icon={Inbox}
          title={t("inbox.empty.open.title")}
          description={t("inbox.empty.open.description")}
        />
        <EmptyState
          icon={Inbox}
          title={t("shell.notFound.title")}
          description={t("shell.notFound.description")}
          action={<Button>{t("shell.notFound.action")}</Button>}
        />
      </Group>
    </>
  )
}
