"use client"

import { LogIn, UserX } from "lucide-react"
import { useTranslations } from "next-intl"
import { type FormEvent, useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { PasswordInput } from "@/components/ui/password-input"
import type { Standing } from "@/lib/auth/page-identity"
import { tellSessionChanged } from "@/lib/auth/session-news"
import { signInAgain } from "@/lib/auth/sign-in-here"
import { cn } from "@/lib/cn"
import { type ErrorCode, toAppError } from "@/lib/errors"
import type { Member } from "@/lib/members/schema"
import { useDatabase } from "./use-database"

/**
 * Signs the page's owner in again, in place. When nobody is signed in the page stays usable beside it: what is being
 * typed goes on, and a call can be ended. When somebody else is, the page is stopped, and says whose it is.
 */
export function SessionDialog({ owner, standing }: { owner: Member; standing: Exclude<Standing, "own"> }) {
  const t = useTranslations("shell.session")
  const errors = useTranslations("errors")
  const database = useDatabase()
  const password = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<ErrorCode | null>(null)
  const [isPending, setPending] = useState(false)
  const isOther = standing === "other"
  const Icon = isOther ? UserX : LogIn

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    try {
      await signInAgain({ userId: owner.userId, email: owner.email, password: password.current?.value ?? "" })
      tellSessionChanged()
      const { lookWhoIsSignedIn } = await import("@/lib/supabase/browser")
      await lookWhoIsSignedIn(await database())
    } catch (cause) {
      setError(toAppError(cause).code)
      password.current?.select()
    }
    setPending(false)
  }

  return (
    <Dialog open modal={isOther}>
      <DialogContent
        canClose={false}
        role="alertdialog"
        // Beside a page that stays usable, not over the middle of it.
        className={cn("max-w-[440px] gap-0 p-0", !isOther && "top-16 translate-y-0")}
        // Letters that are on their way to a page that stays usable belong to what is being typed, not to the password.
        onOpenAutoFocus={(event) => {
          event.preventDefault()
          if (isOther) password.current?.focus()
        }}
        onInteractOutside={(event) => event.preventDefault()}
        onEscapeKeyDown={(event) => event.preventDefault()}
      >
        <form onSubmit={(event) => void submit(event)}>
          <div className="flex gap-3 px-6 pt-5">
            <span className="mt-0.5 inline-flex size-10 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent-ink">
              <Icon aria-hidden className="size-5" />
            </span>
            <div>
              <DialogTitle>{t(isOther ? "otherTitle" : "endedTitle")}</DialogTitle>
              <DialogDescription>{isOther ? t("other", { name: owner.name }) : t("ended")}</DialogDescription>
            </div>
          </div>
          <div className="flex flex-col gap-4 px-6 py-5">
            <Field label={t("account")}>
              <Input value={owner.email} readOnly autoComplete="username" className="h-10" />
            </Field>
            <Field label={t("password")} error={error && errors(error)}>
              <PasswordInput
                ref={password}
                autoComplete="current-password"
                required
                onChange={() => setError(null)}
                className="h-10"
              />
            </Field>
          </div>
          <div className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-3">
            <Button size="large" onClick={() => location.assign(isOther ? "/" : "/sign-in")}>
              {t(isOther ? "goOn" : "asOther")}
            </Button>
            <Button type="submit" size="large" variant="primary" aria-disabled={isPending}>
              {t(isPending ? "submitting" : "submit")}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}
