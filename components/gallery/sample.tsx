import { cn } from "@/lib/cn"

/** A part of the page under the name it has in the code. */
export function Group({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <section aria-label={name} className="flex flex-col gap-3 border-t py-5">
      <h2 lang="en" className="text-14 font-semibold">
        {name}
      </h2>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-4">{children}</div>
    </section>
  )
}

type SampleProps = { name: string; className?: string; children: React.ReactNode }

/** One thing in one state, with the state's name below. */
export function Sample({ name, className, children }: SampleProps) {
  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <div className={cn("flex min-h-8 flex-wrap items-center gap-2", className)}>{children}</div>
      <figcaption lang="en" className="text-12 text-ink-3">
        {name}
      </figcaption>
    </figure>
  )
}

/** A page of its own for what is fixed to the page's edges: `fixed` counts from a box whose layout is contained. */
export function Frame({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    <div className={cn("relative overflow-hidden contain-layout rounded-md bg-bg", className)}>
      {children}
    </div>
  )
}
