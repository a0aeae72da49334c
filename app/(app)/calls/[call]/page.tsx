import { getTranslations } from "next-intl/server"
import { CallPane } from "@/components/call-log/call-pane"
import { Texts } from "@/components/shell/texts"

type Props = {
  params: Promise<{ call: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  return { title: (await getTranslations("calls"))("title") }
}

export default async function Page({ params, searchParams }: Props) {
  return (
    <Texts namespaces={["calls", "common", "errors"]}>
      <CallPane callId={(await params).call} given={await searchParams} />
    </Texts>
  )
}
