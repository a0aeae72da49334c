import { cva, type VariantProps } from "class-variance-authority"
import { cn } from "@/lib/cn"

export const buttonVariants = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border transition-colors [&_svg]:size-4 [&_svg]:shrink-0 disabled:cursor-default disabled:border-transparent disabled:bg-surface-3 disabled:font-normal disabled:text-ink-3 aria-disabled:cursor-default aria-disabled:border-transparent aria-disabled:bg-surface-3 aria-disabled:font-normal aria-disabled:text-ink-3",
  {
    variants: {
      variant: {
        default:
          "border-line-2 bg-surface text-ink hover:bg-surface-2 aria-pressed:border-accent-line aria-pressed:bg-accent-soft aria-pressed:text-accent-ink",
        primary: "border-transparent bg-accent font-semibold text-on-accent hover:bg-accent-hover",
        quiet:
          "border-transparent text-ink-2 hover:bg-surface-3 hover:text-ink disabled:bg-transparent aria-disabled:bg-transparent",
        go: "border-transparent bg-ok font-semibold text-on-ok hover:brightness-95",
        end: "border-transparent bg-alert font-semibold text-on-alert hover:brightness-95",
      },
      size: { small: "h-7 px-2", normal: "h-8 px-3", large: "h-10 px-4" },
    },
    defaultVariants: { variant: "default", size: "normal" },
  },
)

type ButtonProps = React.ComponentProps<"button"> & VariantProps<typeof buttonVariants>

/** A button; `primary` at most once a view, `go` and `end` only for calls. Does not submit a form unless told to. */
export function Button({ className, variant, size, type = "button", ...props }: ButtonProps) {
  return (
    <button
      data-slot="button"
      type={type}
      className={cn(buttonVariants({ variant, size }), className)}
      {...props}
    />
  )
}
