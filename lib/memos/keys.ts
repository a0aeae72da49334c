/** Where the browser keeps the copy of one person's text for one memo: nobody else who uses this browser is shown it. */
export const draftCopyKey = (accountId: string, memberId: string, messageId: string) =>
  `memo-draft:${accountId}:${memberId}:${messageId}`
