import { getTranslations } from "next-intl/server"
import { Mark } from "@/components/session/mark"
import { LanguageSwitch } from "./language-switch"

/** The quiet page around everything that happens before signing in: mark, one card, a line below, the language. */
export async function AuthFrame({ children, below }: { children: React.ReactNode; below?: React.ReactNode }) {
  const t = await getTranslations("common")
  return (
    <div className="flex min-h-dvh flex-col items-center px-4">
      <main className="flex w-full max-w-[378px] flex-1 flex-col justify-center gap-4 py-8">
        <p className="flex items-center justify-center gap-3">
          <Mark className="size-10" />
          <span className="flex flex-col">
            <span className="text-20 leading-6 font-semibold tracking-wide">{t("productName")}</span>
            <span className="text-12 leading-4 text-ink-3">{t("productLatin")}</span>
          </span>
        </p>
        {children}
        {below}
      </main>
      <footer className="pb-6">
        <LanguageSwitch />
      </footer>
    </div>
  )
}

/** The card in the frame's middle, with its heading. */
export function AuthCard({ title, children }: { title: React.ReactNode; children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-4 rounded-md border border-line-2 bg-surface p-6">
      <h1 className="text-16 font-semibold">{title}</h1>
      {children}
    </section>
  )
}
