import { QueryCache, QueryClient } from "@tanstack/react-query"
import { toAppError } from "@/lib/errors"

/** The page's cache of what was read. A lost session leads to the sign-in page and back. */
export function createQueryClient() {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (toAppError(error).code !== "not_signed_in") return
        const next = `${location.pathname}${location.search}`
        location.assign(`/sign-in?next=${encodeURIComponent(next)}`)
      },
    }),
    defaultOptions: { queries: { staleTime: 5000, retry: 2, retryDelay: (attempt) => 500 * 2 ** attempt } },
  })
}
