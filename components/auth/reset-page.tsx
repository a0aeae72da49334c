import { getTranslations } from "next-intl/server"
import { AuthCard, AuthFrame } from "./auth-frame"
import { ResetForm } from "./reset-form"

export async function ResetPage({ email }: { email: string }) {
  const t = await getTranslations("auth.reset")
  return (
    <AuthFrame>
      <AuthCard title={t("title")}>
        <ResetForm email={email} />
      </AuthCard>
    </AuthFrame>
  )
}
