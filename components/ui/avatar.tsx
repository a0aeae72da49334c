import { cn } from "@/lib/cn"

type AvatarProps = React.ComponentProps<"span"> & {
  name: string
  size?: "small" | "normal" | "large"
  /** Only oneself is tinted. */
  self?: boolean
}

const sizes = { small: "size-5 text-12", normal: "size-6 text-12", large: "size-10 text-16" }

/** A person as the first character of the name. Decorative: the name stands beside it or in the control's own name. */
export function Avatar({ name, size = "normal", self = false, className, ...props }: AvatarProps) {
  return (
    <span
      data-slot="avatar"
      aria-hidden
      className={cn(
        "inline-flex shrink-0 items-center justify-center rounded-[50%] bg-surface-3 font-semibold leading-none text-ink-2",
        sizes[size],
        self && "bg-accent-soft text-accent-ink",
        className,
      )}
      {...props}
    >
      {[...name.trim()][0] ?? "?"}
    </span>
  )
}
