type PaneHeaderProps = { title: string; count?: number | undefined; children?: React.ReactNode }

/** A column's name and, where there is one, its count; what acts on the column stands at the right. */
export function PaneHeader({ title, count, children }: PaneHeaderProps) {
  return (
    <div data-slot="pane-header" className="flex h-11 shrink-0 items-center gap-2 border-b pr-2 pl-4">
      <h1 className="truncate text-14 leading-5 font-semibold">{title}</h1>
      {count !== undefined && <span className="text-ink-3 tabular-nums">{count}</span>}
      {children}
    </div>
  )
}
