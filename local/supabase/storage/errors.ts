import pg from "pg"
import { HttpError } from "../gateway/reply.ts"

/** An answer in Supabase Storage's form. As hosted, the status on the wire is 400 and the real one is in `statusCode`. */
export class StorageError extends HttpError {
  readonly statusCode: string
  /** `code` is what storage-js tells errors apart by, `error` the older word for the same. */
  constructor(statusCode: number, code: string, error: string, message: string) {
    super(400, { statusCode: String(statusCode), code, error, message })
    this.statusCode = String(statusCode)
  }
}

export const storageErrors = {
  objectNotFound: () => new StorageError(404, "NoSuchKey", "not_found", "Object not found"),
  bucketNotFound: () => new StorageError(404, "NoSuchBucket", "Bucket not found", "Bucket not found"),
  duplicate: () => new StorageError(409, "ResourceAlreadyExists", "Duplicate", "The resource already exists"),
  unauthorized: (why = "new row violates row-level security policy") =>
    new StorageError(403, "AccessDenied", "Unauthorized", why),
  noToken: () =>
    new StorageError(
      401,
      "AccessDenied",
      "Unauthorized",
      "headers must have required property 'authorization'",
    ),
  inUse: () =>
    new StorageError(409, "InvalidRequest", "InvalidRequest", "The bucket is not empty or does not exist"),
  invalidKey: (name: string) => new StorageError(400, "InvalidKey", "InvalidKey", `Invalid key: ${name}`),
  invalidToken: (why: string) => new StorageError(400, "InvalidJWT", "InvalidJWT", why),
  tooLarge: () =>
    new StorageError(
      413,
      "EntityTooLarge",
      "Payload too large",
      "The object exceeded the maximum allowed size",
    ),
  mimeType: (type: string) =>
    new StorageError(415, "InvalidMimeType", "invalid_mime_type", `mime type ${type} is not supported`),
  invalidRequest: (message: string) => new StorageError(400, "InvalidRequest", "invalid_request", message),
}

/** The answer to what Postgres said; what is none of the caller's doing stays an unexpected error. */
export function fromDatabase(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error
  if (error.code === "42501") return storageErrors.unauthorized()
  if (error.code === "23505") return storageErrors.duplicate()
  if (error.code === "23503") return storageErrors.inUse()
  return error
}
