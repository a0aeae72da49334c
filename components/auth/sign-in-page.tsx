import { getTranslations } from "next-intl/server"
import { AuthCard, AuthFrame } from "./auth-frame"
import { SignInForm } from "./sign-in-form"

export async function SignInPage({ next }: { next: string }) {
  const t = await getTranslations("auth.signIn")
  return (
    <AuthFrame below={<p className="prose-ja text-center text-12 text-ink-3">{t("phoneHint")}</p>}>
      <AuthCard title={t("title")}>
        <SignInForm next={next} />
      </AuthCard>
    </AuthFrame>
  )
}
