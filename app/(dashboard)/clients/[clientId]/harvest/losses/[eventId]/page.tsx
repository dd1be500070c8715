import type { Metadata } from "next";
import { AssetName } from "@/app/_ui/asset-name";
import { DownloadLink } from "@/app/_ui/button";
import { DefinitionList } from "@/app/_ui/definition-list";
import { FileDrop } from "@/app/_ui/file-drop";
import { Money, Quantity } from "@/app/_ui/money";
import { PageHeader, Section } from "@/app/_ui/page-header";
import { WhyLink } from "@/app/_ui/why-link";
import { requireUser } from "@/lib/auth/session";
import { EVIDENCE_BYTES, EVIDENCE_FILES } from "@/lib/services/season/keep-evidence";
import { answersTold, LOSS_TITLES } from "@/lib/services/season/loss-words";
import { type LossView, viewLoss } from "@/lib/services/season/view-losses";
import type { Query } from "../../../_gains/address";
import { found } from "../../../_gains/found";
import { openParts } from "../../../_gains/open-parts";
import { Asked } from "../../_components/asked-text";
import { HarvestTabs } from "../../_components/harvest-tabs";
import { Worksheets } from "../../_components/worksheets";
import { LossForm } from "../_components/loss-form";
import { Outcome } from "../_components/outcome";
import { RemoveForm } from "../_components/remove-form";

export const metadata: Metadata = { title: "Evidence of a loss" };

export default async function LossPage({
  params,
  searchParams,
}: {
  params: Promise<{ clientId: string; eventId: string }>;
  searchParams: Promise<Query>;
}) {
  const [{ clientId, eventId }, query] = await Promise.all([params, searchParams]);
  const user = await requireUser();
  const { event, mayWrite, places } = await found(viewLoss(user, clientId, eventId));
  const api = `/api/clients/${clientId}/losses/${event.id}`;
  const parts = openParts(`/clients/${clientId}/harvest/losses/${event.id}`, query);
  const sheets = parts.asked === "saving" ? (event.saving?.asked ?? null) : null;
  return (
    <>
      <PageHeader
        over={`${LOSS_TITLES[event.kind]}, ${event.year}`}
        title={
          <>
            <AssetName id={event.asset} /> in {event.accountName}
          </>
        }
        lead={
          event.missing.length === 0
            ? "The evidence is complete."
            : `Still missing: ${event.missing.join(", ")}.`
        }
        actions={<DownloadLink href={api}>Evidence as PDF</DownloadLink>}
      />
      <HarvestTabs clientId={clientId} current="losses" />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <div className="min-w-0">
          <Outcome outcome={event.outcome} />
          <Checks event={event} whyHref={parts.whyHref("saving")} />
          <Section title="Files">
            <Files event={event} api={api} />
            {mayWrite && (
              <FileDrop
                url={`${api}/files`}
                label="Drop screenshots, mails or reports here"
                hint={`Kept as they are, up to 10 MB each and ${EVIDENCE_FILES} in all.`}
                accept=".pdf,.png,.jpg,.jpeg,.txt,.csv,.eml,.json"
                maxBytes={EVIDENCE_BYTES}
              />
            )}
          </Section>
        </div>
        <div className="min-w-0">
          <Section title="What you told">
            {mayWrite ? (
              <>
                <LossForm clientId={clientId} kind={event.kind} places={places} event={event} />
                <div className="mt-6">
                  <RemoveForm clientId={clientId} event={event.id} />
                </div>
              </>
            ) : (
              <DefinitionList items={toldItems(event)} />
            )}
          </Section>
        </div>
      </div>
      {sheets !== null && <Worksheets {...sheets} title="This sale" closeHref={parts.closeHref} />}
    </>
  );
}

const toldItems = (event: LossView) =>
  answersTold(event.answers).map(({ field, label, text }) => ({
    key: field,
    term: label,
    value: text,
  }));

function Checks({ event, whyHref }: { event: LossView; whyHref: string }) {
  const { buyer, saving, inBooks } = event;
  const items = [
    ...(buyer === null
      ? []
      : [
          {
            key: "buyer",
            term: "The buyer's address",
            value:
              buyer === "yours"
                ? "is one of your own: this is no sale"
                : "is none the books know as yours",
          },
        ]),
    ...(inBooks === null
      ? []
      : [
          {
            key: "books",
            term: "Sold in the books this year",
            value: (
              <>
                <Quantity amount={inBooks.quantity} asset={event.asset} />,{" "}
                <Money amount={inBooks.gain} tone="signed" />
              </>
            ),
          },
        ]),
    ...(saving === null
      ? []
      : savingItems(saving, event.asset, saving.asked === null ? null : whyHref)),
  ];
  return items.length === 0 ? null : (
    <Section title={saving === null ? "What was checked" : "Is it worth the fee?"}>
      <DefinitionList items={items} />
    </Section>
  );
}

function savingItems(
  saving: NonNullable<LossView["saving"]>,
  asset: string,
  whyHref: string | null,
) {
  const asked = (amount: string | null, tone: "plain" | "signed" = "plain") =>
    whyHref === null ? (
      <Money amount={amount} tone={tone} />
    ) : (
      <Asked amount={amount} tone={tone} href={whyHref} />
    );
  return [
    {
      key: "held",
      term: "Still held",
      value: (
        <>
          <Quantity amount={saving.quantity} asset={asset} />, basis {asked(saving.basis)}
        </>
      ),
    },
    {
      key: "gain",
      term: "Gain or loss at the price told",
      value: asked(saving.gain, "signed"),
    },
    {
      key: "saving",
      term: "It would save this year, estimate",
      value:
        whyHref === null ? (
          <Money amount={saving.saving} />
        ) : (
          <WhyLink href={whyHref} about="the worksheets without and with this sale">
            <Money amount={saving.saving} />
          </WhyLink>
        ),
    },
    { key: "fee", term: "Fee", value: asked(saving.fee) },
    {
      key: "kept",
      term: "Saving less the fee",
      value: (
        <>
          {asked(saving.kept, "signed")}
          {saving.isWorth === false && (
            <span className="block text-caution text-sm">The fee is more than it saves.</span>
          )}
        </>
      ),
    },
  ];
}

function Files({ event, api }: { event: LossView; api: string }) {
  return event.files.length === 0 ? (
    <p className="mb-3 text-muted">No file is kept yet.</p>
  ) : (
    <ul className="mb-4 border-line border-t">
      {event.files.map((file) => (
        <li key={file.id} className="border-line border-b py-2">
          <a
            href={`${api}/files/${file.id}`}
            download
            className="inline-flex min-h-6 items-center break-all text-accent underline"
          >
            {file.name}
          </a>
          <span className="block break-all font-mono text-muted text-xs">
            SHA-256 {file.sha256}
          </span>
        </li>
      ))}
    </ul>
  );
}
