import type { SupabaseClient } from "@supabase/supabase-js"
import type { Database } from "./types"

/** A client of this product's database, whoever's rights it has: what is asked and answered is known by name and type. */
export type DatabaseClient = SupabaseClient<Database>
