import { getTranslations } from "next-intl/server"
import { AuthCard, AuthFrame } from "./auth-frame"
import { ForgotForm } from "./forgot-form"

/** `linkInvalid`: the person comes from a link that was used already or has expired. */
export async function ForgotPage({ linkInvalid }: { linkInvalid: boolean }) {
  const t = await getTranslations("auth")
  return (
    <AuthFrame>
      <AuthCard title={t("forgot.title")}>
        {linkInvalid && (
          <p role="alert" className="prose-ja text-alert-ink">
            {t("reset.linkInvalid")}
          </p>
        )}
        <ForgotForm />
      </AuthCard>
    </AuthFrame>
  )
}
