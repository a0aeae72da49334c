import { createHash } from "node:crypto"

/** 32 hexadecimal digits that are the same for the same name. */
export function digest(name: string): string {
  return createHash("md5").update(`toritsugi demo ${name}`).digest("hex")
}

/** A uuid (version 4 in form) that is the same for the same name. */
export function idOf(name: string): string {
  const hex = digest(name)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`]
  return [...parts, hex.slice(20)].join("-")
}

/** A number in [0, 1) that is the same for the same words. */
export function chance(word: string, n: number): number {
  return Number.parseInt(digest(`${word} ${n}`).slice(0, 7), 16) / 0x10000000
}

/** One of the choices, the same for the same words. */
export function pick<Item>(choices: readonly Item[], word: string, n: number): Item {
  const chosen = choices[Math.floor(chance(word, n) * choices.length)]
  if (chosen === undefined) throw new Error(`there is no ${word} to pick`)
  return chosen
}
