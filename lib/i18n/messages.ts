import type { Locale } from "./locales"
import type auth from "./messages/ja/auth.json"
import type calls from "./messages/ja/calls.json"
import type common from "./messages/ja/common.json"
import type contact from "./messages/ja/contact.json"
import type dial from "./messages/ja/dial.json"
import type environment from "./messages/ja/environment.json"
import type errors from "./messages/ja/errors.json"
import type failed from "./messages/ja/failed.json"
import type inbox from "./messages/ja/inbox.json"
import type phone from "./messages/ja/phone.json"
import type settings from "./messages/ja/settings.json"
import type shell from "./messages/ja/shell.json"
import type ticket from "./messages/ja/ticket.json"
import type transfer from "./messages/ja/transfer.json"

/** All texts by namespace. Japanese is the source: its keys are the ones that exist. */
export type Messages = {
  auth: typeof auth
  calls: typeof calls
  common: typeof common
  contact: typeof contact
  dial: typeof dial
  environment: typeof environment
  errors: typeof errors
  failed: typeof failed
  inbox: typeof inbox
  phone: typeof phone
  settings: typeof settings
  shell: typeof shell
  ticket: typeof ticket
  transfer: typeof transfer
}

export const namespaces = [
  "auth",
  "calls",
  "common",
  "contact",
  "dial",
  "environment",
  "errors",
  "failed",
  "inbox",
  "phone",
  "settings",
  "shell",
  "ticket",
  "transfer",
] as const satisfies readonly (keyof Messages)[]

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

/** The texts of the given namespaces in `locale`. A page sends its browser only those it shows. */
export async function loadMessages<Namespace extends keyof Messages>(
  locale: Locale,
  wanted: readonly Namespace[],
): Promise<Pick<Messages, Namespace>> {
  const entries = await Promise.all(
    wanted.map(async (namespace) => [
      namespace,
      (await import(`./messages/${locale}/${namespace}.json`)).default as Messages[Namespace],
    ]),
  )
  return Object.fromEntries(entries) as Pick<Messages, Namespace>
}
