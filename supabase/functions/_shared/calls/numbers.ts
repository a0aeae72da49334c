/** What a caller's number means for us (product.md A5, A6). */
export type Caller =
  | { kind: "domestic"; number: string }
  | { kind: "withheld" }
  | { kind: "overseas"; number: string }
  /** Something that was not withheld and is no number we can read: kept as it came. */
  | { kind: "unreadable"; text: string }

// The words stand alone, as the user of a SIP address, or behind a plus; carriers also spell them on a keypad.
const withheldWords = new Set([
  "anonymous",
  "restricted",
  "unavailable",
  "private",
  "unknown",
  "withheld",
  "blocked",
])
const withheldDigits = new Set([
  "266696687", // ANONYMOUS
  "7378742833", // RESTRICTED
  "86282452253", // UNAVAILABLE
  "2562533", // BLOCKED
  "8656696", // UNKNOWN
])

/** Characters of a caller that is no number; the database keeps as many. */
const longestText = 256

/** E.164, or null when the caller withheld it or gave none that can be read. */
export function numberOf(caller: Caller): string | null {
  return caller.kind === "domestic" || caller.kind === "overseas" ? caller.number : null
}

/**
 * Classifies the caller's number as a provider gives it: E.164, Japan's own way of writing, a SIP or tel address, words,
 * or digits that spell a word. Withheld comes first, because the digit forms look like foreign numbers (A6 before A5).
 * Nothing at all is withheld; anything else that cannot be read is not: its caller has shown something.
 */
export function classifyCaller(from: string | null | undefined): Caller {
  const text = withoutUnseen(from ?? "").trim()
  const user = userOf(text)
  const bare = user.toLowerCase().replace(/^\+/, "").trim()
  if (bare === "" || withheldWords.has(bare) || withheldDigits.has(bare)) return { kind: "withheld" }
  const number = readNumber(text)
  // Cut by characters: the compatibility form of one may be many, and half of a pair is none.
  if (number === null) return { kind: "unreadable", text: [...text].slice(0, longestText).join("").trim() }
  return number.startsWith("+81") ? { kind: "domestic", number } : { kind: "overseas", number }
}

/**
 * A telephone number as people type or paste it and as providers give it, as E.164 (ITU-T E.164: a plus, no leading zero,
 * 7 to 15 digits); null when it is none. Without a plus or an international prefix (00, or Japan's 010) it is a number of
 * Japan's plan: a leading zero and nine or ten digits, or the same behind 81. Read are also `tel:` and `sip:` addresses,
 * a label before the number (TEL), remarks in brackets (（代）) and every kind of separator.
 */
export function readNumber(text: string): string | null {
  const digits = userOf(withoutUnseen(text))
    .replace(/[([{【〔「『〈《<][^\d()]*[)\]}】〕」』〉》>]/gu, "")
    .replace(/^\s*(?:tel(?:ephone)?|phone|電話(?:番号)?|携帯(?:電話)?|代表)\.?\s*[:：]?\s*/iu, "")
    .replace(/^\s*(\+\s*\d{1,3}[\s\p{Pd}.]*)\(\s*0\s*\)/u, "$1")
    .replace(/[\s\p{Pd}\u2212\u30fc\u301c・·•.．/\\_()[\]]/gu, "")
  if (/^0[1-9][0-9]{8,9}$/.test(digits) && !digits.startsWith("010")) return `+81${digits.slice(1)}`
  const international = digits.replace(/^(?:010|00)(?=[1-9])/, "+").replace(/^(?=81[1-9][0-9]{8,9}$)/, "+")
  // The zero of Japan's plan has no place behind the country's code, where people still write it.
  const plain = international.replace(/^\+810/, "+81")
  if (plain !== international && !/^\+81[1-9][0-9]{8,9}$/.test(plain)) return null
  return /^\+[1-9][0-9]{6,14}$/.test(plain) ? plain : null
}

/**
 * `text` in one way of writing (NFKC), without what nobody sees: format and control characters, marks without a letter
 * of their own, fillers. They come along when text is pasted.
 */
export function withoutUnseen(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Mn}\p{Me}\p{Cc}\p{Cs}\p{Co}\p{Cn}\u115f\u1160\u2800\u3164\uffa0]/gu, (unseen) =>
      /\s/.test(unseen) ? " " : "",
    )
}

/** The user of a tel or SIP address (RFC 3966, RFC 3261) without its parameters; any other text as it is. */
function userOf(text: string): string {
  const inner = /<\s*((?:tel|sips?)\s*:[^<>]*)>/i.exec(text)?.[1] ?? text
  const scheme = /^\s*(?:tel|sips?|callto)\s*:\s*(?:\/\/)?(?=[^\s])/i.exec(inner)
  const isAddress = scheme !== null && !/^\s*tel\s*[:]\s+/i.test(inner)
  const user = scheme ? inner.slice(scheme[0].length) : inner
  return (isAddress ? user.replace(/[;?].*$/s, "") : user).replace(/@.*$/s, "")
}
