import type { Form } from "./form.ts"
import type { Reply } from "./reply.ts"

const DEFAULT_PAGE_SIZE = 50
const MAX_PAGE_SIZE = 1000

/** One page of a list in Twilio's form; `key` is the name of the list, `path` the resource without its query. */
export function page<T>(
  key: string,
  path: string,
  query: URLSearchParams,
  form: Form,
  items: T[],
  toJson: (item: T) => unknown,
): Reply {
  const size = Math.min(Math.max(form.integer("PageSize") ?? DEFAULT_PAGE_SIZE, 1), MAX_PAGE_SIZE)
  const number = form.integer("Page") ?? 0
  form.ignore("PageToken")
  form.done(`${key} list`)
  const start = number * size
  const shown = items.slice(start, start + size)
  const uri = (index: number): string => {
    const params = new URLSearchParams(query)
    params.set("PageSize", String(size))
    params.set("Page", String(index))
    return `${path}?${params}`
  }
  return {
    status: 200,
    body: {
      [key]: shown.map(toJson),
      first_page_uri: uri(0),
      next_page_uri: start + size < items.length ? uri(number + 1) : null,
      previous_page_uri: number > 0 ? uri(number - 1) : null,
      page: number,
      page_size: size,
      start,
      end: Math.max(start, start + shown.length - 1),
      uri: uri(number),
    },
  }
}

/**
 * A filter over times from the parameters `Name`, `Name>` and `Name<` (dates or date-times, as the helper
 * sends them): the day itself, or from it on, or up to it.
 */
export function timeFilter(form: Form, name: string): (time: Date | null) => boolean {
  const on = form.text(name)
  const after = form.text(`${name}>`)
  const before = form.text(`${name}<`)
  return (time) => {
    if (!on && !after && !before) return true
    if (!time) return false
    if (on && !time.toISOString().startsWith(on.slice(0, 10))) return false
    if (after && time < new Date(after)) return false
    return !before || time <= new Date(before)
  }
}
