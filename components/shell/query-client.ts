import { QueryCache, QueryClient } from "@tanstack/react-query"
import { AppError, isPassing, toAppError } from "@/lib/errors"

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
    defaultOptions: {
      queries: {
        staleTime: 5000,
        // A refusal stays one. What is no answer at all (a part of the page that could not be loaded) may pass.
        retry: (failures, error) => failures < 2 && (!(error instanceof AppError) || isPassing(error.code)),
        retryDelay: (attempt) => 500 * 2 ** attempt,
      },
    },
  })
}
