import type { ContactName } from "../schema"

/** Names by the contact's id; null for one whose name is not the member's to know. */
export type Names = ReadonlyMap<string, ContactName | null>

/** Contacts asked for within so long, in ms, are read at once. */
const collectFor = 20
/** Names that could not be read are asked for again after this, in ms. */
const retryAfter = 5000
/** Most names one reading gives (`contact_names`). */
const mostAtOnce = 200

/** The first name among these contacts, in the words of lists. */
export function nameAmong(names: Names, ids: (string | null)[]) {
  const contact = ids.map((id) => (id === null ? null : names.get(id))).find(Boolean)
  return { contactName: contact?.name ?? null, company: contact?.company ?? null }
}

/**
 * Names of contacts by id. Topics carry ids alone, because a name needs a role in its address book: a page asks once for
 * each it does not know, keeps the answer, also that it may not know, and asks again when that contact has changed.
 */
export class KnownNames {
  private names: Names = new Map()
  private readonly wanted = new Set<string>()
  private readonly watchers = new Set<() => void>()
  private readonly read: (ids: string[]) => Promise<ContactName[]>
  private timer: ReturnType<typeof setTimeout> | null = null

  constructor(read: (ids: string[]) => Promise<ContactName[]>) {
    this.read = read
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  /** All that is known, another map after every change; for `useSyncExternalStore`. */
  readonly current = (): Names => this.names

  /** Takes names the server has read, before anything is drawn with them. */
  seed(contacts: ContactName[]) {
    if (contacts.some(({ id }) => !this.names.has(id))) {
      this.names = new Map([...this.names, ...contacts.map((contact) => [contact.id, contact] as const)])
    }
  }

  /** Takes names that were read beside a list. */
  learn(contacts: ContactName[]) {
    const isKnown = ({ id, name, company }: ContactName) => {
      const before = this.names.get(id)
      return before?.name === name && before.company === company
    }
    if (!contacts.every(isKnown)) this.set(contacts.map((contact) => [contact.id, contact]))
  }

  /** Has those read that are not known. */
  want(ids: (string | null)[]) {
    for (const id of ids) if (id !== null && !this.names.has(id)) this.ask(id)
  }

  /** That contact has changed: what is known of it is read again. */
  outdate(id: string) {
    if (this.names.has(id)) this.ask(id)
  }

  /** Rights have changed: every name is read again. */
  outdateAll() {
    for (const id of this.names.keys()) this.ask(id)
  }

  private ask(id: string) {
    this.wanted.add(id)
    this.timer ??= setTimeout(() => void this.readWanted(), collectFor)
  }

  private async readWanted() {
    const ids = [...this.wanted].slice(0, mostAtOnce)
    for (const id of ids) this.wanted.delete(id)
    this.timer = this.wanted.size > 0 ? setTimeout(() => void this.readWanted(), collectFor) : null
    try {
      const found = new Map((await this.read(ids)).map((contact) => [contact.id, contact]))
      this.set(ids.map((id) => [id, found.get(id) ?? null]))
    } catch {
      // A number stands in place of the name meanwhile.
      for (const id of ids) this.wanted.add(id)
      this.timer ??= setTimeout(() => void this.readWanted(), retryAfter)
    }
  }

  private set(changed: [string, ContactName | null][]) {
    this.names = new Map([...this.names, ...changed])
    for (const watcher of this.watchers) watcher()
  }
}
