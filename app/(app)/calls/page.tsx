import { getTranslations } from "next-intl/server"
import { CallsPane } from "@/components/call-log/calls-pane"
import { Texts } from "@/components/shell/texts"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata() {
  return { title: (await getTranslations("calls"))("title") }
}

export default async function Page({ searchParams }: Props) {
  return (
    <Texts namespaces={["calls", "common", "errors"]}>
      <CallsPane given={await searchParams} />
    </Texts>
  )
}
