import { ChosenPane, chosenTitle } from "@/components/inbox/chosen-pane"

type Props = { params: Promise<{ inbox: string; category: string; number: string }> }

export async function generateMetadata({ params }: Props) {
  return { title: await chosenTitle((await params).number) }
}

export default async function Page({ params }: Props) {
  const { inbox, category, number } = await params
  return <ChosenPane inboxId={inbox} category={category} number={number} />
}
