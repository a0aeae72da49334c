"use client"

import { useTranslations } from "next-intl"
import { printedKey, type ShortcutId, shortcutGroups, shortcuts } from "@/components/session/shortcuts"
import { useSingleKeys } from "@/components/session/use-shortcut"
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog"
import { Kbd } from "@/components/ui/kbd"
import { useIsApple } from "./use-is-apple"

const idsOf = (group: string) =>
  (Object.keys(shortcuts) as ShortcutId[]).filter((id) => shortcuts[id].group === group)

/** All shortcuts, and the switch for those of a single letter. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("shell")
  const isApple = useIsApple()
  const [isOn, switchKeys] = useSingleKeys()
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent>
        <DialogTitle>{t("help.title")}</DialogTitle>
        <DialogDescription>{t("help.description")}</DialogDescription>
        {shortcutGroups.map((group) => (
          <section key={group}>
            <h3 className="mb-1 text-12 text-ink-3">{t(`help.groups.${group}`)}</h3>
            <dl>
              {idsOf(group).map((id) => (
                <div key={id} className="flex h-7 items-center justify-between">
                  <dt>{t(`shortcuts.${id}`)}</dt>
                  <dd>
                    <Kbd>{printedKey(id, isApple)}</Kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <label className="flex items-center gap-2 border-t pt-3">
          <input
            type="checkbox"
            checked={isOn}
            onChange={(event) => switchKeys(event.target.checked)}
            className="size-4 accent-(--accent)"
          />
          <span>{t("help.use")}</span>
        </label>
      </DialogContent>
    </Dialog>
  )
}
