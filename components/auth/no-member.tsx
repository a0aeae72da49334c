import { getTranslations } from "next-intl/server"
import { Button } from "@/components/ui/button"
import { AuthCard, AuthFrame } from "./auth-frame"

/** For somebody who signed in but is in no account, or was disabled: whom to ask, and the way out. */
export async function NoMember({ email }: { email: string }) {
  const t = await getTranslations("auth.noMember")
  return (
    <AuthFrame>
      <AuthCard title={t("title")}>
        <p className="prose-ja text-ink-2">{t("description", { email })}</p>
        <form action="/auth/sign-out" method="post">
          <Button type="submit" className="w-full">
            {t("signOut")}
          </Button>
        </form>
      </AuthCard>
    </AuthFrame>
  )
}
