import type { Spoken } from "@/supabase/functions/_shared/calls/decision"
import type { Language } from "@/supabase/functions/_shared/calls/language"

type Phrase = Extract<Spoken, { phrase: string }>["phrase"]

const phrases: Record<Language, Record<Phrase, string>> = {
  ja: {
    recording_notice: "この通話は、応対品質の向上のため録音させていただきます。",
    withheld_number: "恐れ入りますが、電話番号を通知しておかけ直しください。",
    overseas: "恐れ入りますが、海外からのお電話はお受けできません。",
    blocked: "恐れ入りますが、このお電話はお受けできません。",
    phone_off: "おかけになった電話番号は、現在ご利用いただけません。",
    nobody_there: "ただいま電話に出ることができません。恐れ入りますが、しばらくしてからおかけ直しください。",
    apology:
      "申し訳ございません。ただいま電話がつながりにくくなっております。しばらくしてからおかけ直しください。",
  },
  en: {
    recording_notice: "This call is recorded to help us improve our service.",
    withheld_number:
      "We are sorry, but we do not take calls with a withheld number. Please show your number and call again.",
    overseas: "We are sorry, but we cannot take calls from abroad.",
    blocked: "We are sorry, but we cannot take this call.",
    phone_off: "The number you have called is not in service at present.",
    nobody_there: "We are sorry that nobody can answer your call at present. Please call again later.",
    apology: "We are sorry. We cannot take your call at present. Please call again later.",
  },
}

/** What is said for `spoken`: the account's own text, or the phrase in `language`. */
export function textOf(spoken: Spoken, language: Language): string {
  return "text" in spoken ? spoken.text : phrases[language][spoken.phrase]
}

/** Said once in the queue to whoever has others before them. `position` counts from 1, who is next. */
export function positionText(position: number, language: Language): string {
  return language === "ja"
    ? `ただいま電話が混み合っております。お客様は${position}番目です。そのままお待ちください。`
    : `All our agents are busy. You are number ${position} in the queue. Please hold the line.`
}
