"use client"

import { Headphones, Lock } from "lucide-react"
import { useTranslations } from "next-intl"
import { type FormEvent, useRef, useState } from "react"
import { PhoneChecks } from "@/components/softphone/checks/phone-checks"
import type { PhoneContextValue } from "@/components/softphone/own-phone/phone-context"
import { LeavingHint } from "@/components/softphone/status/leaving-hint"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { PasswordInput } from "@/components/ui/password-input"
import { type AppError, toAppError } from "@/lib/errors"
import { signInPhone } from "@/lib/phone/mutations"
import { readDeviceChoice } from "@/lib/softphone/devices/audio-devices"
import { askForMicrophone, microphoneAccess } from "@/lib/softphone/devices/microphone"
import { MailedPassword, useSignInError } from "./password-trouble"

/** Signing in to the phone with its own password (B3, B4), or without one where the account has single sign-on; closes by itself on success. */
export function SignInDialog({ phone }: { phone: PhoneContextValue }) {
  const t = useTranslations("phone.signIn")
  const errorText = useSignInError()
  const password = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [isPending, setPending] = useState(false)
  // Switched off since the page was loaded: then a password is needed after all.
  const isSingleSignOn = phone.member.isSingleSignOn && error?.code !== "wrong_phone_password"

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isPending) return
    setPending(true)
    try {
      await signInPhone(await phone.client(), isSingleSignOn ? null : (password.current?.value ?? ""))
    } catch (cause) {
      setError(toAppError(cause))
      setPending(false)
      password.current?.select()
      return
    }
    // The one question about the microphone, unless it was answered in the dialog or long ago.
    if ((await microphoneAccess()) === "prompt") await askForMicrophone(readDeviceChoice())
    phone.readState()
    phone.setSignInOpen(false)
  }

  return (
    <Dialog open onOpenChange={phone.setSignInOpen}>
      <DialogContent
        className="max-w-[440px] gap-0 p-0"
        onOpenAutoFocus={(event) => {
          event.preventDefault()
          password.current?.focus()
        }}
      >
        <form onSubmit={(event) => void submit(event)}>
          <div className="flex gap-3 px-6 pt-5">
            <span className="mt-0.5 inline-flex size-10 shrink-0 items-center justify-center rounded-md bg-accent-soft text-accent-ink">
              <Headphones aria-hidden className="size-5" />
            </span>
            <div>
              <DialogTitle>{t("title")}</DialogTitle>
              <DialogDescription>{t("description")}</DialogDescription>
            </div>
          </div>
          <div className="flex flex-col gap-4 px-6 py-5">
            <Field label={t("userName")}>
              <span className="relative block">
                <Input value={phone.member.email} readOnly autoComplete="username" className="h-10 pr-9" />
                <Lock
                  aria-hidden
                  className="pointer-events-none absolute inset-y-0 right-3 my-auto size-3.5 text-ink-3"
                />
              </span>
            </Field>
            {isSingleSignOn ? (
              <p className="prose-ja text-12 text-ink-2">
                {error ? <span role="alert">{errorText(error)}</span> : t("noPassword")}
              </p>
            ) : (
              <Field
                label={t("password")}
                aside={<MailedPassword email={phone.member.email} />}
                hint={t("passwordHint")}
                error={error && errorText(error)}
              >
                <PasswordInput
                  ref={password}
                  // The browser's keeper would offer the app's password, which is another one.
                  autoComplete="off"
                  required
                  onChange={() => setError(null)}
                  className="h-10"
                />
              </Field>
            )}
            <PhoneChecks softphone={phone.softphone} />
            <LeavingHint />
          </div>
          <div className="flex justify-end gap-2 border-t border-line px-6 py-3">
            <Button size="large" onClick={() => phone.setSignInOpen(false)}>
              {t("later")}
            </Button>
            <Button type="submit" size="large" variant="primary" aria-disabled={isPending}>
              {isPending ? t("submitting") : t("submit")}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}
