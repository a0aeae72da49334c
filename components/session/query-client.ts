import { QueryClient } from "@tanstack/react-query"
import { AppError, isPassing } from "@/lib/errors"

/** The page's cache of what was read. A lost session is `SessionGuard`'s to mend. */
export function createQueryClient() {
  return new QueryClient({
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
