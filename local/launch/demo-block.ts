import { parsePhoneNumberFromString } from "libphonenumber-js"
import type { NumberConfig } from "../carrier/options.ts"

export interface DemoBlock {
  appUrl: string
  carrier: { url: string }
  mailUrl: string
  numbers: NumberConfig[]
  seconds: number
}

/** The people of supabase/seed.sql one signs in as; every one has both passwords. */
const people = [
  ["agent", "sato@toritsugi.example"],
  ["agent", "tanaka@toritsugi.example"],
  ["supervisor", "suzuki@toritsugi.example"],
  ["owner", "takahashi@toritsugi.example"],
] as const

const asWritten = (e164: string) => parsePhoneNumberFromString(e164)?.formatNational() ?? e164

/** What a person needs to know once everything runs. */
export function demoBlock({ appUrl, carrier, mailUrl, numbers, seconds }: DemoBlock): string {
  const line = "─".repeat(72)
  const row = (name: string, value: string) => `  ${name.padEnd(18)}${value}`
  return [
    "",
    line,
    `  Toritsugi is ready (${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s)`,
    "",
    row("App", appUrl),
    row("Customer's phone", carrier.url),
    row("Mail inbox", mailUrl),
    "",
    ...numbers.map(({ e164, label }, index) =>
      row(index === 0 ? "Numbers to call" : "", `${asWritten(e164)}${label ? `  ${label}` : ""}`),
    ),
    "",
    ...people.map(([role, mail], index) =>
      row(index === 0 ? "Sign in as" : "", `${mail.padEnd(30)} ${role}`),
    ),
    row("Password", "toritsugi-demo"),
    row("Phone password", "phone-demo"),
    "",
    "  Ctrl-C stops everything and keeps the data; `npm run reset` begins anew.",
    line,
    "",
  ].join("\n")
}
