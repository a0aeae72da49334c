import type { KeptMail } from "./mailer.ts"

const style = `
  :root { color-scheme: light dark; font: 15px/1.6 system-ui, sans-serif }
  body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
  table { width: 100%; border-collapse: collapse }
  th, td { text-align: left; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid #8884; vertical-align: top }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem }
  dd { margin: 0 }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; border: 1px solid #8884; padding: 1rem }
  iframe { width: 100%; height: 24rem; border: 1px solid #8884; background: #fff }`

/** The list of mails. */
export function inboxPage(mails: KeptMail[]): string {
  const rows = mails.map(
    (mail) =>
      `<tr><td>${time(mail)}</td><td>${escapeHtml(mail.to)}</td><td><a href="/mail/${escapeHtml(mail.id)}">${escapeHtml(mail.subject)}</a></td></tr>`,
  )
  const table = `<table><thead><tr><th scope="col">日時</th><th scope="col">宛先</th><th scope="col">件名</th></tr></thead><tbody>${rows.join("")}</tbody></table>`
  return page("メール", `<h1>メール</h1>${mails.length === 0 ? "<p>メールはありません。</p>" : table}`)
}

/** One mail: its text with links that work, and its HTML in a frame that may do nothing. */
export function mailPage(mail: KeptMail): string {
  const head = `<dl><dt>日時</dt><dd>${time(mail)}</dd><dt>宛先</dt><dd>${escapeHtml(mail.to)}</dd></dl>`
  const html =
    mail.html === undefined
      ? ""
      : `<h2>HTML</h2><iframe title="HTML" sandbox srcdoc="${escapeHtml(mail.html)}"></iframe>`
  return page(
    mail.subject,
    `<p><a href="/mail">← メール</a></p><h1>${escapeHtml(mail.subject)}</h1>${head}<pre>${linked(mail.text)}</pre>${html}`,
  )
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head><body><main>${body}</main></body></html>`
}

function time({ sentAt }: KeptMail): string {
  const shown = new Date(sentAt).toLocaleString("ja-JP", { timeZone: "Asia/Tokyo" })
  return `<time datetime="${escapeHtml(sentAt)}">${escapeHtml(shown)}</time>`
}

/** Text with its web addresses as links. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join("")
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
