import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Callout } from "@/app/_ui/callout";
import { PageHeader } from "@/app/_ui/page-header";
import { Tabs } from "@/app/_ui/tabs";
import { requireUser } from "@/lib/auth/session";
import { type MessagesView, viewMessages } from "@/lib/services/talk/view-messages";
import { MESSAGE_KINDS } from "@/lib/services/talk/write-message";
import { type ClientPageProps, one } from "../_gains/address";
import { found } from "../_gains/found";
import { NobodyHears } from "./_components/nobody-hears";
import { Thread } from "./_components/thread";
import { WriteForm } from "./_components/write-form";

export const metadata: Metadata = { title: "Messages" };

type Kind = MessagesView["kind"];

/** What each way of writing says of itself. */
const WORDS: Readonly<
  Record<Kind, { tab: string; empty: string; label: string; hint: string; submit: string }>
> = {
  message: {
    tab: "Messages",
    empty: "Nothing has been written yet.",
    label: "Your message",
    hint: "The other side gets a mail with a link to this page, and nothing of what you write.",
    submit: "Send the message",
  },
  shared: {
    tab: "Shared notes",
    empty: "No shared notes yet.",
    label: "Your note",
    hint: "Both sides see it here. Nobody is sent a mail.",
    submit: "Keep the note",
  },
  internal: {
    tab: "Internal notes",
    empty: "No internal notes yet.",
    label: "Your note",
    hint: "Only your firm’s people who may open these books see it, never the client.",
    submit: "Keep the note",
  },
};

/** What the client and whoever works on their books say to each other, and what a firm notes for itself. */
export default async function MessagesPage({ params, searchParams }: ClientPageProps) {
  const [{ clientId }, asked, user] = await Promise.all([params, searchParams, requireUser()]);
  const kind = MESSAGE_KINDS.find((each) => each === one(asked, "kind")) ?? "message";
  const view = await found(viewMessages(user, clientId, { kind, all: one(asked, "all") === "1" }));
  if (kind === "internal" && !view.hasFirm) {
    notFound();
  }
  const words = WORDS[kind];
  const hrefOf = (of: Kind) =>
    of === "message" ? `/clients/${clientId}/messages` : `/clients/${clientId}/messages?kind=${of}`;
  const tabs = MESSAGE_KINDS.filter((each) => each !== "internal" || view.hasFirm);
  return (
    <>
      <PageHeader
        title="Messages"
        lead="What is said about these books stays with them. Nothing can be changed or removed once it is written."
      />
      <Tabs
        label="Ways of writing"
        tabs={tabs.map((each) => ({
          href: hrefOf(each),
          label: WORDS[each].tab,
          current: each === kind,
        }))}
      />
      {kind === "internal" && (
        <Callout title="Only your firm sees this" className="mb-6">
          The client, people they let in, and other firms find nothing of it, in no export and no
          history.
        </Callout>
      )}
      {kind === "message" && !view.isHeard && <NobodyHears clientId={clientId} />}
      {view.messages.length === 0 ? (
        <p className="text-muted">{words.empty}</p>
      ) : (
        <Thread view={view} olderHref={`/clients/${clientId}/messages?kind=${kind}&all=1`} />
      )}
      {view.mayWrite ? (
        <WriteForm
          clientId={clientId}
          kind={kind}
          label={words.label}
          hint={words.hint}
          submit={words.submit}
        />
      ) : (
        <p className="mt-8 text-muted">Your role reads here and does not write.</p>
      )}
    </>
  );
}
