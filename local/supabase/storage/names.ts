import { storageErrors } from "./errors.ts"

/** Characters hosted Storage takes in object names: those safe in S3 keys. */
const allowed = /^[\w/!\-.*'() &$@=;:+,?]+$/

/** @throws StorageError `InvalidKey` */
export function assertName(name: string): void {
  const isFine = allowed.test(name) && name.length <= 1024 && !name.startsWith("/") && !name.endsWith("/")
  if (!isFine) throw storageErrors.invalidKey(name)
}
