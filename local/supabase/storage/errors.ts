import pg from "pg"
import { HttpError } from "../gateway/reply.ts"

/** An answer in Supabase Storage's form. As hosted, the status on the wire is 400 and the real one is in `statusCode`. */
export class StorageError extends HttpError {
  readonly statusCode: string
  constructor(statusCode: number, error: string, message: string) {
    super(400, { statusCode: String(statusCode), error, message })
    this.statusCode = String(statusCode)
  }
}

export const storageErrors = {
  objectNotFound: () => new StorageError(404, "not_found", "Object not found"),
  bucketNotFound: () => new StorageError(404, "Bucket not found", "Bucket not found"),
  duplicate: () => new StorageError(409, "Duplicate", "The resource already exists"),
  unauthorized: () => new StorageError(403, "Unauthorized", "new row violates row-level security policy"),
  invalidKey: (name: string) => new StorageError(400, "InvalidKey", `Invalid key: ${name}`),
  invalidToken: (why: string) => new StorageError(400, "InvalidJWT", why),
  tooLarge: () => new StorageError(413, "Payload too large", "The object exceeded the maximum allowed size"),
  mimeType: (type: string) =>
    new StorageError(415, "invalid_mime_type", `mime type ${type} is not supported`),
  invalidRequest: (message: string) => new StorageError(400, "invalid_request", message),
}

/** The answer to what Postgres said; what is none of the caller's doing stays an unexpected error. */
export function fromDatabase(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error
  if (error.code === "42501") return storageErrors.unauthorized()
  if (error.code === "23505") return storageErrors.duplicate()
  if (error.code === "23503")
    return new StorageError(409, "InvalidRequest", "The bucket is not empty or does not exist")
  return error
}
