/**
 * Children that may be a text, beside something of the component's own: laid out as if they stood there by themselves,
 * but a text has an element of its own (lint: text-alone).
 */
export function Contents({ children }: { children: React.ReactNode }) {
  return <span className="contents">{children}</span>
}
