/** A Japanese mobile number (E.164) as the product writes it: 090-1234-5678. */
export function shownMobile(number: string): string {
  const match = /^\+81(\d{2})(\d{4})(\d{4})$/.exec(number)
  if (!match) throw new Error(`${number} is no Japanese mobile number`)
  return `0${match[1]}-${match[2]}-${match[3]}`
}
