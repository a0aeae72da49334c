import { tick } from "@/lib/calls/routing/tick"
import { serviceClient } from "@/lib/supabase/service"

export const POST = tick(serviceClient)
