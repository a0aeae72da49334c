import { cookies, headers } from "next/headers"
import { getRequestConfig } from "next-intl/server"
import { currentMember } from "@/lib/members/queries"
import { localeCookie } from "@/lib/preferences/keys"
import { chooseLocale } from "./locales"
import { loadMessages, namespaces } from "./messages"

/** Language, time zone and texts of the present request. A database that does not answer costs only the account's. */
export default getRequestConfig(async () => {
  const [jar, sent, member] = await Promise.all([cookies(), headers(), currentMember().catch(() => null)])
  const locale = chooseLocale({
    chosen: jar.get(localeCookie)?.value,
    account: member?.account.locale,
    acceptLanguage: sent.get("accept-language"),
  })
  return {
    locale,
    timeZone: member?.account.timeZone ?? "Asia/Tokyo",
    now: new Date(),
    messages: await loadMessages(locale, namespaces),
  }
})
