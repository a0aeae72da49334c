import { NextIntlClientProvider } from "next-intl"
import { getMessages } from "next-intl/server"
import type { Messages } from "@/lib/i18n/messages"

/** Gives client components below it the texts of `namespaces`, and no others: they travel with the page. */
export async function Texts({
  namespaces,
  children,
}: {
  namespaces: readonly (keyof Messages)[]
  children: React.ReactNode
}) {
  const messages = await getMessages()
  const sent = Object.fromEntries(namespaces.map((namespace) => [namespace, messages[namespace]]))
  return <NextIntlClientProvider messages={sent}>{children}</NextIntlClientProvider>
}
