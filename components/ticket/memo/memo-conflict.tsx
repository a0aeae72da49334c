"use client"

import { GitCompareArrows } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import type { MemoText, Theirs } from "@/lib/memos/draft/memo-text"

type MemoConflictProps = {
  mine: MemoText
  theirs: Theirs
  /** Null when it was saved from another screen of the same person. */
  savedBy: string | null
  onSettle: (choice: "mine" | "theirs" | "both") => void
}

/** Both versions of a memo, side by side, and the choice between them: nothing is overwritten unasked (H1). */
export function MemoConflict({ mine, theirs, savedBy: name, onSettle }: MemoConflictProps) {
  const t = useTranslations("ticket.conflict")
  return (
    <section role="alert" className="mx-4 mb-2 rounded-md border border-wait-line bg-wait-soft p-3">
      <h3 className="flex items-center gap-2 font-semibold text-wait-ink">
        <GitCompareArrows aria-hidden className="size-4 shrink-0" />
        <span>{name ? t("title", { name }) : t("titleUnknown")}</span>
      </h3>
      <p className="prose-ja mt-0.5 text-ink-2">{t("description")}</p>
      <div className="mt-2 grid gap-2 wide:grid-cols-2">
        <Version title={t("mine")} text={mine}>
          <Button size="small" onClick={() => onSettle("mine")}>
            {t("useMine")}
          </Button>
        </Version>
        <Version title={name ? t("theirs", { name }) : t("theirsUnknown")} text={theirs}>
          <Button size="small" onClick={() => onSettle("theirs")}>
            {t("useTheirs")}
          </Button>
        </Version>
      </div>
      <Button size="small" className="mt-2" onClick={() => onSettle("both")}>
        {t("useBoth")}
      </Button>
    </section>
  )
}

function Version({ title, text, children }: { title: string; text: MemoText; children: React.ReactNode }) {
  const t = useTranslations("ticket.conflict")
  return (
    <div className="flex min-w-0 flex-col items-start gap-1 rounded-md bg-surface p-2">
      <h4 className="text-12 text-ink-3">{title}</h4>
      <p className="font-semibold">{text.subject || t("emptySubject")}</p>
      <p className="prose-ja line-clamp-6 flex-1 whitespace-pre-wrap">{text.body || t("emptyBody")}</p>
      {children}
    </div>
  )
}
