/** A key event, the browser's or React's wrapping of it. */
type KeyEvent = Pick<
  KeyboardEvent,
  "key" | "code" | "keyCode" | "ctrlKey" | "metaKey" | "altKey" | "repeat" | "isComposing"
>
type AnyKeyEvent = KeyEvent | { nativeEvent: KeyEvent }

/** `keyCode` of every key that an input method has taken (UI Events, "keyCode for processed by IME"). */
const takenByInputMethod = 229

function nativeOf(event: AnyKeyEvent): KeyEvent {
  return "nativeEvent" in event ? event.nativeEvent : event
}

/**
 * Whether the key belongs to an input method and not to the page: Enter then takes a conversion and Escape gives it up.
 * Safari sends the key that ends a conversion when `isComposing` is false already; only 229 tells it from another.
 */
export function isOfInputMethod(event: AnyKeyEvent): boolean {
  const { isComposing, keyCode } = nativeOf(event)
  return isComposing || keyCode === takenByInputMethod
}

/** The key as `KeyboardEvent.key` names it; null when it belongs to an input method. */
export function keyOf(event: AnyKeyEvent): string | null {
  return isOfInputMethod(event) ? null : nativeOf(event).key
}

/** What a shortcut is made of. */
export type Press = {
  key: string
  /** Physical key, for layouts and input methods that answer «Process». */
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  isRepeated: boolean
  isComposing: boolean
}

/**
 * A pressed key in full. One that an input method takes without composing («Process», where nothing can be typed) is
 * not composing: it is known by its physical key.
 */
export function pressOf(event: AnyKeyEvent): Press {
  const { key, code, ctrlKey, metaKey, altKey, repeat, isComposing } = nativeOf(event)
  const isEnding = key !== "Process" && isOfInputMethod(event)
  return { key, code, ctrlKey, metaKey, altKey, isRepeated: repeat, isComposing: isComposing || isEnding }
}

/** For `onEscapeKeyDown` of whatever Escape closes: an input method's Escape leaves it open, with what was typed. */
export function staysOpen<Event extends KeyEvent & { preventDefault(): void }>(
  closing?: (event: Event) => void,
): (event: Event) => void {
  return (event) => {
    if (isOfInputMethod(event)) event.preventDefault()
    else closing?.(event)
  }
}
