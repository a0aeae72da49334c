import { keyOf } from "@/components/ui/key-press"

/** Keeps what is typed while a dialog with a text field is still loading: it belongs into that field, and is no shortcut. */
export class TypeAhead {
  private text = ""
  private listening: AbortController | null = null
  private giveUp = () => {}

  /** Takes every key from now on. Escape, for when the dialog is long in coming, lets them go and calls `giveUp`. */
  begin(giveUp: () => void) {
    this.end()
    this.giveUp = giveUp
    this.listening = new AbortController()
    window.addEventListener("keydown", (event) => this.take(event), {
      capture: true,
      signal: this.listening.signal,
    })
  }

  /** Lets the keys go again; returns what was typed since `begin`, "" when there was none. */
  end(): string {
    this.listening?.abort()
    this.listening = null
    const { text } = this
    this.text = ""
    return text
  }

  private take(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = keyOf(event)
    if (key === "Escape") {
      this.end()
      this.giveUp()
    } else if (key === "Backspace") this.text = this.text.slice(0, -1)
    else if (key?.length === 1) this.text += key
    // An input method cannot compose yet; its keys are lost, but do nothing else either.
    else if (key !== null) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
}
