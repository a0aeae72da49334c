import type { ChannelRegistry } from "./channel-registry"
import { type ListSpec, LiveList, type Reading } from "./live-list"
import type { Topic } from "./topics"

/** How long, in ms, a list nobody looks at is kept current, so that it is there when somebody comes back. */
export const keptFor = 5 * 60_000
/** Most lists that are kept without anybody looking. */
const mostKept = 40

type Entry = {
  list: LiveList<unknown, unknown>
  keepers: number
  topic: Topic | null
  stop: (() => void) | null
  timer: ReturnType<typeof setTimeout> | null
}

/** All lists of one page by name: shared by whoever shows them, and kept a while after that. */
export class LiveStore {
  private readonly entries = new Map<string, Entry>()
  private readonly registry: ChannelRegistry

  constructor(registry: ChannelRegistry) {
    this.registry = registry
  }

  /** The list of that name; made of `spec`, and of what the server read, when there is none. Changes nothing that is shown. */
  open<Row, Beside>(
    name: string,
    spec: () => ListSpec<Row, Beside>,
    first?: Reading<Row, Beside>,
  ): LiveList<Row, Beside> {
    const present = this.entries.get(name)
    if (present) {
      // The last to be dropped: whoever opens a list keeps it only when it is drawn.
      this.entries.delete(name)
      this.entries.set(name, present)
      // A name stands for one kind of list: whoever opened it has given it these types.
      return present.list as unknown as LiveList<Row, Beside>
    }
    this.makeRoom()
    const list = new LiveList(spec(), first)
    this.enter(name, list as unknown as LiveList<unknown, unknown>)
    return list
  }

  /** The list of that name as it was opened; undefined before. */
  find<Row, Beside>(name: string): LiveList<Row, Beside> | undefined {
    return this.entries.get(name)?.list as unknown as LiveList<Row, Beside> | undefined
  }

  /** Reads the list of that name if its topic is not heard: what was just written would not be told. */
  readUnlessLive(name: string) {
    const entry = this.entries.get(name)
    if (entry && !(entry.topic && this.registry.isLive(entry.topic))) entry.list.read()
  }

  /**
   * Keeps `list`, which was opened under that name, current by `topic` until some time after the returned function is
   * called; also one that was dropped before anybody kept it.
   */
  keep<Row, Beside>(name: string, topic: Topic, list: LiveList<Row, Beside>): () => void {
    const entry = this.entries.get(name) ?? this.enter(name, list as unknown as LiveList<unknown, unknown>)
    if (entry.timer) clearTimeout(entry.timer)
    entry.timer = null
    entry.keepers++
    if (entry.topic !== topic) {
      // Of an inbox in its next epoch: the old topic says nothing any more.
      entry.stop?.()
      entry.topic = topic
      entry.stop = this.registry.listen(topic, entry.list)
    }
    return () => {
      if (--entry.keepers === 0) entry.timer = setTimeout(() => this.drop(name, entry), keptFor)
    }
  }

  /** Takes what the server has read, unless the list is heard of anyway. */
  offer<Row, Beside>(name: string, first: Reading<Row, Beside>) {
    const entry = this.entries.get(name)
    if (entry && !(entry.topic && this.registry.isLive(entry.topic))) entry.list.offer(first)
  }

  /** Reads everything that is shown: rights have changed, or somebody is back. */
  readAll() {
    for (const { list } of this.entries.values()) list.read()
  }

  private enter(name: string, list: LiveList<unknown, unknown>): Entry {
    const entry = { list, keepers: 0, topic: null, stop: null, timer: null }
    this.entries.set(name, entry)
    return entry
  }

  private makeRoom() {
    for (const [name, entry] of this.entries) {
      if (this.entries.size < mostKept) return
      if (entry.keepers === 0) this.drop(name, entry)
    }
  }

  private drop(name: string, entry: Entry) {
    if (entry.timer) clearTimeout(entry.timer)
    entry.stop?.()
    if (this.entries.get(name) === entry) this.entries.delete(name)
  }
}
