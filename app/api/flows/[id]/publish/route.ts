import { publishFlow } from "@/lib/flows/publishing/publish-flow"
import { serviceClient } from "@/lib/supabase/service"

export const POST = publishFlow(serviceClient)
