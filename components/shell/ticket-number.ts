/** The ticket number in what somebody typed: 10482, #10482, ＃１０４８２. Null when it is something else. */
export function ticketNumberIn(typed: string): number | null {
  const match = /^#?([1-9][0-9]{0,14})$/.exec(typed.normalize("NFKC").trim())
  return match ? Number(match[1]) : null
}
