import { cn } from "@/lib/cn"

/** Two buttons side by side: the usual act and, behind the second, its variants. Children: `Button`, then a menu trigger. */
export function SplitButton({ className, ...props }: React.ComponentProps<"div">) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout and a legend nobody needs
    <div
      role="group"
      data-slot="split-button"
      className={cn("inline-flex gap-px *:first:rounded-r-none *:last:rounded-l-none *:last:px-2", className)}
      {...props}
    />
  )
}
