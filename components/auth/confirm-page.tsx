import { getTranslations } from "next-intl/server"
import type { MailedLink } from "@/lib/auth/schema"
import { AuthCard, AuthFrame } from "./auth-frame"
import { ConfirmForm } from "./confirm-form"
import { PhonePasswordForm } from "./phone-password-form"

type Props = {
  link: MailedLink
  /** Who is signed in in this browser. */
  present: { userId: string; email: string } | null
}

/** Says whose account a mailed link opens, and whose session it would end, before anything happens. */
export async function ConfirmPage({ link, present }: Props) {
  const t = await getTranslations("auth.confirm")
  if (link.type === "magiclink") return <PhonePasswordPage link={link} />
  const isOther = present !== null && present.email.toLowerCase() !== link.email.toLowerCase()
  return (
    <AuthFrame>
      <AuthCard title={t("title")}>
        <p className="prose-ja text-ink-2">{t(link.type, { email: link.email })}</p>
        {isOther && (
          <p role="alert" className="prose-ja text-alert-ink">
            {t("replaces", { present: present.email, email: link.email })}
          </p>
        )}
        <ConfirmForm link={link} presentUserId={present?.userId ?? ""} />
      </AuthCard>
    </AuthFrame>
  )
}

/** The link for a new phone password signs nobody in: what is typed here uses it up. */
async function PhonePasswordPage({ link }: { link: MailedLink }) {
  const t = await getTranslations("auth")
  return (
    <AuthFrame>
      <AuthCard title={t("phonePassword.title")}>
        <p className="prose-ja text-ink-2">{t("confirm.magiclink", { email: link.email })}</p>
        <PhonePasswordForm link={link} />
      </AuthCard>
    </AuthFrame>
  )
}
