/** One of several writers. */
export interface Turn {
  write(text: string): void
  /** Nothing more comes: the next may be shown. */
  close(): void
}

/**
 * Lets several write at the same time and shows them one after the other, in the order they were opened: the first as it
 * writes, what the others write when their turn has come.
 */
export class Turns {
  readonly #show: (text: string) => void
  #open: { kept: string[]; isClosed: boolean }[] = []

  constructor(show: (text: string) => void) {
    this.#show = show
  }

  open(): Turn {
    const own = { kept: [] as string[], isClosed: false }
    this.#open.push(own)
    return {
      write: (text) => {
        own.kept.push(text)
        this.#flush()
      },
      close: () => {
        own.isClosed = true
        this.#flush()
      },
    }
  }

  #flush(): void {
    for (;;) {
      const [first] = this.#open
      if (!first) return
      for (const text of first.kept.splice(0)) this.#show(text)
      if (!first.isClosed) return
      this.#open.shift()
    }
  }
}
