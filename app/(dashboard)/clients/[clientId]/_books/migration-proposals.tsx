import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Day } from "@/app/_ui/day";
import { Quantity } from "@/app/_ui/money";
import { assetText } from "@/lib/assets/label";
import type { MigrationView } from "@/lib/services/view-migrations";
import { MigrationForm } from "./migration-form";

/** Coins that seem to have become others without a row, each with its reason and one click. */
export function MigrationProposals({
  clientId,
  migrations,
  mayWrite,
}: {
  clientId: string;
  migrations: readonly MigrationView[];
  mayWrite: boolean;
}) {
  return (
    <ul className="divide-y divide-line border-ink border-t border-b border-b-line">
      {migrations.map((migration) => (
        <li
          key={migration.key}
          className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3 py-4"
        >
          <Told migration={migration} />
          {mayWrite && (
            <MigrationForm
              clientId={clientId}
              migration={migration}
              about={`${assetText(migration.sent.asset)} to ${assetText(migration.received.asset)} in ${migration.account}`}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Told({ migration }: { migration: MigrationView }) {
  const { sent, received, account, date, reason, isAsked } = migration;
  return (
    <div className="min-w-0 max-w-prose">
      <p className="font-medium">
        <Quantity amount={sent.quantity} asset={sent.asset} />
        <span aria-hidden="true"> → </span>
        <span className="sr-only"> became </span>
        <Quantity amount={received.quantity} asset={received.asset} /> in {account}
      </p>
      <p className="mt-1 text-muted text-sm">{reason}</p>
      <p className="mt-1 text-muted text-sm">
        {isAsked
          ? "It is not settled what this was. Renamed: basis and dates go on. Exchanged: a sale at its value, asked for next."
          : "The issuer replaced every unit, so nothing was exchanged for something else: basis and dates go on, no gain."}{" "}
        <AuthorityChip id="irc-1001" /> Entered on <Day date={date} />; you can take it back in the
        ledger.
      </p>
    </div>
  );
}
