import type { Page } from "@playwright/test"

declare global {
  interface Window {
    shownNotifications: { title: string; body: string; isOpen: boolean }[]
    hidePage(isHidden: boolean): void
  }
}

/**
 * Lets a test hide the page, which a browser without windows never does, and keeps the desktop notifications it
 * shows, as if the person had allowed them. Call before `goto`.
 */
export async function prepareHiding(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let isHidden = false
    Object.defineProperty(document, "visibilityState", { get: () => (isHidden ? "hidden" : "visible") })
    Object.defineProperty(document, "hidden", { get: () => isHidden })
    window.hidePage = (next) => {
      isHidden = next
      document.dispatchEvent(new Event("visibilitychange"))
    }
    window.shownNotifications = []
    window.Notification = class extends EventTarget {
      static permission = "granted"
      static requestPermission = async () => "granted"
      #shown: { isOpen: boolean }
      constructor(title: string, { body = "" }: NotificationOptions = {}) {
        super()
        const shown = { title, body, isOpen: true }
        window.shownNotifications.push(shown)
        this.#shown = shown
      }
      close() {
        this.#shown.isOpen = false
      }
    } as unknown as typeof Notification
  })
}
