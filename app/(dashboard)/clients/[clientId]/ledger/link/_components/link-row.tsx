import Link from "next/link";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Badge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { PageHeader, Section, Sheet } from "@/app/_ui/page-header";
import type { LinkView, OtherSide } from "@/lib/services/view-link";
import { LinkForm } from "../../../_books/link-forms";
import { address } from "../../../_gains/address";
import { DenyForm, TakeBackDenial } from "./deny-forms";
import { MoveLine, moveWords, surenessWords } from "./move-line";
import { Outcome } from "./outcome";
import { SearchForm } from "./search-form";

interface Asked {
  clientId: string;
  view: LinkView;
  picked: readonly string[];
  search: string;
}

/** One row, what it may belong with, and what linking would do. */
export function LinkRow({ clientId, view, picked, search }: Asked) {
  const { row, notTransfer, others, outcome } = view;
  const path = `/clients/${clientId}/ledger/link`;
  const other = row.isOutgoing ? "arrival" : "departure";
  return (
    <>
      <PageHeader
        over={<Link href={path}>Rows without another side</Link>}
        title={row.isOutgoing ? "Where did it go?" : "Where did it come from?"}
        lead="Between your own accounts nothing is sold: basis and dates go along. Choose the row or rows it belongs with."
        actions={
          <ButtonLink href={`/clients/${clientId}/ledger?tx=${row.id}`}>
            Open in the ledger
          </ButtonLink>
        }
      />
      <Sheet className="mb-8">
        <p className="text-lg">
          <MoveLine move={row} />
        </p>
        {notTransfer === null ? (
          <div className="mt-4 flex flex-wrap items-start gap-2">
            {view.mayWrite && <DenyForm clientId={clientId} row={row.id} />}
          </div>
        ) : (
          <Callout
            className="mt-4"
            title="You said that this is no move between your accounts"
            actions={
              view.mayWrite && (
                <>
                  <ButtonLink
                    size="small"
                    href={`/clients/${clientId}/ledger?tx=${row.id}&correct=`}
                  >
                    Say what it was
                  </ButtonLink>
                  <TakeBackDenial clientId={clientId} row={row.id} />
                </>
              )
            }
          >
            “{notTransfer}” It is not proposed again. Until you say what it was, it counts as
            neither a sale nor income.
          </Callout>
        )}
      </Sheet>
      {outcome !== null && (
        <Outcome outcome={outcome}>
          {view.mayWrite && (
            <LinkForm
              clientId={clientId}
              sent={row.isOutgoing ? [row.id] : picked}
              received={row.isOutgoing ? picked : [row.id]}
              about={moveWords(row)}
              opens
            />
          )}
        </Outcome>
      )}
      <Section
        title={`What may be its ${other}`}
        lead={
          <>
            The likeliest first. Several together may be one {other}. Which units travel follows the
            same rules as a sale. <AuthorityChip id="reg-1-1012-1-j" />
          </>
        }
      >
        <SearchForm
          search={search}
          kept={[["row", row.id], ...picked.map((id) => ["pick", id] as const)]}
        />
        {others.length === 0 ? (
          <Nothing clientId={clientId} view={view} search={search} />
        ) : (
          <ul className="border-line border-t">
            {others.map((side) => (
              <Other
                key={side.id}
                side={side}
                href={address(path, {
                  row: row.id,
                  q: search,
                  pick: toggled(picked, side),
                })}
              />
            ))}
          </ul>
        )}
        {view.more > 0 && (
          <p className="mt-3 text-muted text-sm">
            and {view.more.toLocaleString("en-US")} less likely: search for the one you mean.
          </p>
        )}
      </Section>
    </>
  );
}

const toggled = (picked: readonly string[], { id, isPicked }: OtherSide): string[] =>
  isPicked ? picked.filter((one) => one !== id) : [...picked, id];

function Other({ side, href }: { side: OtherSide; href: string }) {
  const { confidence, isPicked } = side;
  const tone = confidence >= 600 ? "accent" : "plain";
  return (
    <li
      className={`flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-b py-3 ${isPicked ? "bg-accent-soft px-3" : ""}`}
    >
      <div className="min-w-0 max-w-prose">
        <p>
          <MoveLine move={side} />
        </p>
        <p className="mt-1 text-muted text-sm">
          <Badge tone={tone}>{surenessWords(side)}</Badge> {side.reason}
        </p>
      </div>
      <ButtonLink href={href} size="small" scroll={false}>
        {isPicked ? "Take out" : "Choose"}
        <span className="sr-only">: {moveWords(side)}</span>
      </ButtonLink>
    </li>
  );
}

function Nothing({ clientId, view, search }: Pick<Asked, "clientId" | "view" | "search">) {
  const { row } = view;
  return (
    <Callout
      title={
        search === "" ? "No row of this coin waits for another side" : "No row holds these words"
      }
      actions={
        <>
          <ButtonLink size="small" href={`/clients/${clientId}/import`}>
            Import a file
          </ButtonLink>
          <ButtonLink size="small" href={`/clients/${clientId}/ledger?tx=${row.id}&correct=`}>
            Say what it was
          </ButtonLink>
        </>
      }
    >
      {row.isOutgoing
        ? "Import the history of the account or wallet it went to, or say what it was: a sale, a gift, a payment."
        : "Import the history of the account or wallet it came from, or say what it was: bought elsewhere, earned, a gift."}
    </Callout>
  );
}
