import type { Metadata, Viewport } from "next"
import { cookies } from "next/headers"
import { getLocale, getNow, getTranslations } from "next-intl/server"
import { ConfigProvider } from "@/components/session/config-provider"
import { ClockStart } from "@/components/shell/clock-start"
import { Texts } from "@/components/shell/texts"
import { KeptPhone } from "@/components/softphone/dock/kept-phone"
import { themeCookie } from "@/lib/preferences/keys"
import { readTheme } from "@/lib/preferences/rules"
import { publicConfig } from "@/lib/public-config"
import "./globals.css"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common")
  const name = t("productName")
  return { title: { template: `%s – ${name}`, default: name }, robots: { index: false } }
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f3f4f7" },
    { media: "(prefers-color-scheme: dark)", color: "#0d0f12" },
  ],
}

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const [locale, now, jar] = await Promise.all([getLocale(), getNow(), cookies()])
  const theme = readTheme(jar.get(themeCookie)?.value)
  return (
    <html lang={locale} data-theme={theme === "system" ? undefined : theme}>
      <body>
        <ClockStart renderedAt={now.getTime()} />
        <Texts namespaces={["failed"]}>
          <ConfigProvider config={publicConfig()}>{children}</ConfigProvider>
          <KeptPhone />
        </Texts>
      </body>
    </html>
  )
}
