import type { PublicConfig } from "@/lib/public-config"
import type { MemoWrite } from "./memo-text"

/**
 * Sends a draft while its page is going away: the request outlives the page (`keepalive`), and nobody hears its
 * answer. Browsers take 64 KiB this way; a longer text stays in this browser's copy and is saved from there.
 */
export function saveDraftOnLeave(
  { supabaseUrl, publishableKey }: Pick<PublicConfig, "supabaseUrl" | "publishableKey">,
  accessToken: string,
  { messageId, revision, subject, body }: MemoWrite,
): void {
  fetch(`${supabaseUrl}/rest/v1/rpc/save_memo_draft`, {
    method: "POST",
    keepalive: true,
    headers: {
      apikey: publishableKey,
      authorization: `Bearer ${accessToken}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({
      p_message_id: messageId,
      p_revision: revision,
      p_subject: subject,
      p_body: body,
    }),
  }).catch(() => {
    // Too long, or no network: the copy in the browser is the one that counts then.
  })
}
