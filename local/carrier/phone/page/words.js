/** The page's words in the two languages of the product. */
const WORDS = {
  ja: {
    title: "お客様の電話",
    me: "あなたの番号",
    withheld: "非通知でかける",
    reachable: "この番号で着信を受ける",
    waiting: "待受中",
    call: "電話をかける",
    to: "かける番号",
    dial: "発信",
    accept: "応答",
    decline: "拒否",
    hangup: "切る",
    keypad: "ダイヤルキー",
    hidden: "非通知",
    state_dialing: "発信中",
    state_ringing: "呼び出し中",
    state_talking: "通話中",
    state_incoming: "着信",
    ended_completed: "通話が終了しました",
    ended_busy: "話し中です",
    "ended_no-answer": "応答がありません",
    ended_failed: "つながりませんでした",
    ended_canceled: "呼び出しを終了しました",
    bad_number: "番号を +81… または 0… の形で入力してください",
    no_microphone: "マイクを使えません。ブラウザーの許可を確認してください",
    offline: "電話会社との接続が切れました。再接続しています",
  },
  en: {
    title: "Customer's phone",
    me: "Your number",
    withheld: "Withhold my number",
    reachable: "Take calls to this number",
    waiting: "Ready",
    call: "Make a call",
    to: "Number to call",
    dial: "Call",
    accept: "Answer",
    decline: "Decline",
    hangup: "Hang up",
    keypad: "Keypad",
    hidden: "Number withheld",
    state_dialing: "Calling",
    state_ringing: "Ringing",
    state_talking: "On the call",
    state_incoming: "Incoming call",
    ended_completed: "The call has ended",
    ended_busy: "The line is busy",
    "ended_no-answer": "No answer",
    ended_failed: "The call could not be connected",
    ended_canceled: "The call was cancelled",
    bad_number: "Write the number as +81… or 0…",
    no_microphone: "The microphone cannot be used. Check the browser's permission",
    offline: "The connection to the carrier was lost. Reconnecting",
  },
}

export const language = navigator.language.startsWith("ja") ? "ja" : "en"

/** @param {string} key */
export function word(key) {
  return WORDS[language][key] ?? key
}

/** Puts the words of the browser's language into the page. */
export function translatePage() {
  document.documentElement.lang = language
  for (const element of document.querySelectorAll("[data-word]"))
    element.textContent = word(element.dataset.word)
  for (const element of document.querySelectorAll("[data-word-label]")) {
    element.setAttribute("aria-label", word(element.dataset.wordLabel))
  }
}
