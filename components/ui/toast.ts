/** What is said in passing. `action` takes back or goes on; the notice leaves by itself. */
export type Notice = {
  id: string
  kind: "success" | "error"
  message: string
  action: { label: string; onClick: () => void } | null
}

/** How long a notice stays while nobody points at it, in ms. Errors are longer to read. */
export const stay = { success: 6_000, error: 10_000 }

/** Notices at once; older ones make room. */
const most = 3

type Options = { action?: Notice["action"] | undefined }

/** The notices on the page, and their clocks: stopped while somebody points at them or is in them. */
export class NoticeBoard {
  #notices: readonly Notice[] = []
  #count = 0
  #isHeld = false
  readonly #clocks = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #watchers = new Set<() => void>()

  readonly watch = (watcher: () => void) => {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  readonly read = () => this.#notices

  /** Shows a notice and returns its id. */
  show(kind: Notice["kind"], message: string, { action = null }: Options = {}): string {
    this.#count += 1
    const notice = { id: String(this.#count), kind, message, action }
    for (const { id } of this.#notices.slice(0, Math.max(0, this.#notices.length + 1 - most)))
      this.dismiss(id)
    this.#set([...this.#notices, notice])
    if (!this.#isHeld) this.#wind(notice)
    return notice.id
  }

  dismiss(id: string) {
    clearTimeout(this.#clocks.get(id))
    this.#clocks.delete(id)
    this.#set(this.#notices.filter((notice) => notice.id !== id))
  }

  /** Stops the clocks, or starts them anew with their full time. */
  hold(isHeld: boolean) {
    this.#isHeld = isHeld
    for (const clock of this.#clocks.values()) clearTimeout(clock)
    this.#clocks.clear()
    if (!isHeld) for (const notice of this.#notices) this.#wind(notice)
  }

  #wind({ id, kind }: Notice) {
    this.#clocks.set(
      id,
      setTimeout(() => this.dismiss(id), stay[kind]),
    )
  }

  #set(notices: readonly Notice[]) {
    this.#notices = notices
    for (const watcher of this.#watchers) watcher()
  }
}

/** The page's one board; `Toaster` shows it. */
export const board = new NoticeBoard()

/** Says something in passing, at the bottom of the page. Returns the notice's id. */
export const toast = {
  success: (message: string, options?: Options) => board.show("success", message, options),
  error: (message: string, options?: Options) => board.show("error", message, options),
  dismiss: (id: string) => board.dismiss(id),
}
