/** Inboxes folded in the sidebar: their ids, joined by dots. */
export const foldedCookie = "folded"

/** Ids that a cookie can hold beside others; somebody with more folded inboxes unfolds the oldest. */
const most = 40

export function readFolded(text: string | undefined): string[] {
  return text ? text.split(".") : []
}

export function writeFolded(ids: ReadonlySet<string>): string {
  return [...ids].slice(-most).join(".")
}
