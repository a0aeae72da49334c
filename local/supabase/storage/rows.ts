import type { Claims } from "../tokens.ts"
import type { Database } from "./context.ts"
import { storageErrors } from "./errors.ts"
import type { WrittenFile } from "./files.ts"

/** What Storage keeps about an object's contents, in `storage.objects.metadata`. */
export interface ObjectMetadata {
  eTag: string
  /** Bytes. */
  size: number
  mimetype: string
  cacheControl: string
  /** ISO 8601. */
  lastModified: string
  contentLength: number
  httpStatusCode: number
}

export interface ObjectRow {
  id: string
  bucket_id: string
  name: string
  version: string | null
  metadata: ObjectMetadata | null
  user_metadata: Record<string, unknown> | null
  created_at: Date
  updated_at: Date
  last_accessed_at: Date
}

export interface BucketRow {
  id: string
  name: string
  owner: string | null
  public: boolean
  file_size_limit: string | null
  allowed_mime_types: string[] | null
  created_at: Date
  updated_at: Date
}

/** @throws StorageError when `db`'s role sees no such bucket. */
export async function getBucket(db: Database, id: string): Promise<BucketRow> {
  const { rows } = await db.query<BucketRow>("select * from storage.buckets where id = $1", [id])
  if (rows[0] === undefined) throw storageErrors.bucketNotFound()
  return rows[0]
}

export async function findObject(db: Database, bucket: string, name: string): Promise<ObjectRow | null> {
  const { rows } = await db.query<ObjectRow>(
    "select * from storage.objects where bucket_id = $1 and name = $2",
    [bucket, name],
  )
  return rows[0] ?? null
}

/** @throws StorageError when `db`'s role sees no such object. */
export async function getObject(db: Database, bucket: string, name: string): Promise<ObjectRow> {
  const row = await findObject(db, bucket, name)
  if (row === null) throw storageErrors.objectNotFound()
  return row
}

export interface ObjectChange {
  bucket: string
  name: string
  file: Pick<WrittenFile, "version">
  metadata: ObjectMetadata
  userMetadata: Record<string, unknown> | null
  claims: Pick<Claims, "sub">
}

/** Inserts an object; with `upsert` it may replace one of the same name. Resolves to its id. */
export async function insertObject(db: Database, change: ObjectChange, upsert: boolean): Promise<string> {
  const replace = `on conflict (bucket_id, name) do update set
    version = excluded.version, metadata = excluded.metadata, user_metadata = excluded.user_metadata,
    owner = excluded.owner, owner_id = excluded.owner_id, updated_at = now()`
  const { rows } = await db.query<{ id: string }>(
    `insert into storage.objects (bucket_id, name, version, metadata, user_metadata, owner, owner_id)
     values ($1, $2, $3, $4, $5, $6, $7) ${upsert ? replace : ""} returning id`,
    valuesOf(change),
  )
  return rows[0]?.id ?? ""
}

/** Replaces an object's contents. @throws StorageError when it is not there, or not the caller's to change. */
export async function updateObject(db: Database, change: ObjectChange): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `update storage.objects set version = $3, metadata = $4, user_metadata = $5, owner = $6, owner_id = $7, updated_at = now()
     where bucket_id = $1 and name = $2 returning id`,
    valuesOf(change),
  )
  if (rows[0] === undefined) throw storageErrors.objectNotFound()
  return rows[0].id
}

function valuesOf({ bucket, name, file, metadata, userMetadata, claims }: ObjectChange): unknown[] {
  const owner = claims.sub ?? null
  return [
    bucket,
    name,
    file.version,
    JSON.stringify(metadata),
    userMetadata === null ? null : JSON.stringify(userMetadata),
    owner,
    owner,
  ]
}
