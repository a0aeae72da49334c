import { Texts } from "@/components/shell/texts"

export default function AuthLayout({ children }: { children: React.ReactNode }) {
  return <Texts namespaces={["auth", "common", "errors"]}>{children}</Texts>
}
