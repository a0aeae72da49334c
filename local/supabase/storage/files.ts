import { createHash, randomUUID } from "node:crypto"
import {
  createReadStream,
  createWriteStream,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs"
import { join } from "node:path"
import { type Readable, Transform } from "node:stream"
import { pipeline } from "node:stream/promises"
import { storageErrors } from "./errors.ts"

export interface WrittenFile {
  version: string
  /** Bytes. */
  size: number
  /** MD5 in hex, as hosted Storage's entity tags. */
  md5: string
}

/**
 * Contents of objects on disk. A file's name is the object's version, made here; an object's own name is never part of
 * a path. Files do not change once written.
 */
export interface ObjectFiles {
  /** @throws StorageError `Payload too large` beyond `limit` bytes; nothing is left then. */
  write: (content: Readable, limit: number) => Promise<WrittenFile>
  /** Both ends inclusive; the whole file without them. */
  read: (version: string, range?: { start: number; end: number }) => Readable
  sizeOf: (version: string) => number | null
  /** Gives the same contents a second version. */
  copy: (version: string) => string
  remove: (versions: string[]) => void
  /** Removes what no row in the database names: left by a crash between file and row. */
  sweep: (known: Set<string>) => number
}

const version = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function openObjectFiles(dataDir: string): ObjectFiles {
  const folder = join(dataDir, "storage")
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pathOf = (name: string) => {
    // Versions come from rows, which SQL may have written.
    if (!version.test(name)) throw storageErrors.objectNotFound()
    return join(folder, name)
  }
  return {
    write: async (content, limit) => {
      const name = randomUUID()
      const hash = createHash("md5")
      let size = 0
      const measure = new Transform({
        transform(part: Buffer, _encoding, done) {
          size += part.length
          hash.update(part)
          if (size > limit) done(storageErrors.tooLarge())
          else done(null, part)
        },
      })
      try {
        await pipeline(content, measure, createWriteStream(pathOf(name), { mode: 0o600, flags: "wx" }))
      } catch (error) {
        rmSync(pathOf(name), { force: true })
        throw error
      }
      return { version: name, size, md5: hash.digest("hex") }
    },
    read: (name, range) => createReadStream(pathOf(name), range),
    sizeOf: (name) => statSync(pathOf(name), { throwIfNoEntry: false })?.size ?? null,
    copy: (name) => {
      const copied = randomUUID()
      linkSync(pathOf(name), pathOf(copied))
      return copied
    },
    remove: (names) => {
      for (const name of names) if (version.test(name)) rmSync(join(folder, name), { force: true })
    },
    sweep: (known) => {
      const left = readdirSync(folder).filter((name) => version.test(name) && !known.has(name))
      for (const name of left) rmSync(join(folder, name), { force: true })
      return left.length
    },
  }
}
