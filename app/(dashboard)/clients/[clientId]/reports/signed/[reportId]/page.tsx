import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button";
import { dayText } from "@/app/_ui/day";
import { DefinitionList } from "@/app/_ui/definition-list";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { requireUser } from "@/lib/auth/session";
import { viewSignedVersion } from "@/lib/services/sign-off/view-sign-offs";
import { pageNumber, type Query } from "../../../_gains/address";
import { found } from "../../../_gains/found";
import { Difference } from "../../[year]/_components/difference";

export const metadata: Metadata = { title: "Signed off" };

/** A version that a second person signed, and what has moved in the books since. */
export default async function SignedPage(props: {
  params: Promise<{ clientId: string; reportId: string }>;
  searchParams: Promise<Query>;
}) {
  const [{ clientId, reportId }, query] = await Promise.all([props.params, props.searchParams]);
  const user = await requireUser();
  const signed = await found(
    viewSignedVersion(user, clientId, reportId, { page: pageNumber(query) }),
  );
  const root = `/clients/${clientId}`;
  const hash = (text: string) => <code className="break-all font-mono text-sm">{text}</code>;
  return (
    <>
      <PageHeader
        over="Signed off"
        title={`${signed.year} as it was signed`}
        lead={`${signed.by} signed it off on ${dayText(signed.at)}. What it stands on and what it came to are kept under their hashes.`}
        actions={<ButtonLink href={`${root}/reports`}>All versions</ButtonLink>}
      />
      <Difference
        as="signed"
        difference={signed.difference}
        year={signed.year}
        root={root}
        path={`${root}/reports/signed/${reportId}`}
        query={query}
      />
      <Section title="What was signed">
        <DefinitionList
          items={[
            ...(signed.note === null ? [] : [{ key: "note", term: "Note", value: signed.note }]),
            { key: "asOf", term: "Books as of", value: dayText(signed.asOf ?? "") },
            { key: "engine", term: "Engine", value: signed.engine },
            { key: "facts", term: "Facts and settings, SHA-256", value: hash(signed.inputSha256) },
            { key: "figures", term: "Figures, SHA-256", value: hash(signed.figuresSha256) },
          ]}
        />
      </Section>
    </>
  );
}
