import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Section } from "@/app/_ui/page-header";
import type { MigrationView } from "@/lib/services/view-migrations";
import type { PastPricesView } from "@/lib/services/view-past-prices";
import type { SettingsView } from "@/lib/services/view-settings";
import { MigrationProposals } from "../../_books/migration-proposals";
import { AccountTable } from "./account-table";
import { Allocation } from "./allocation";
import { AssetTable } from "./asset-table";
import { ConversionForm } from "./conversion-form";
import { FormChoicesForm } from "./form-choices-form";
import { LedgerForm } from "./ledger-form";
import { OrderForm } from "./order-form";
import { OrderRule } from "./order-rule";
import { OrderTable } from "./order-table";
import { PastPrices } from "./past-prices";
import { ProfileForm } from "./profile-form";
import { ProfileTable } from "./profile-table";
import { QuoteForms } from "./quote-forms";
import { QuoteTable } from "./quote-table";
import { Reminders } from "./reminders";
import { SharedSigns } from "./shared-signs";
import { WashForm } from "./wash-form";

/** The parts of the settings, in that order. */
export const PARTS = [
  { part: "years", label: "Years" },
  { part: "methods", label: "Lot methods" },
  { part: "prices", label: "Prices" },
  { part: "accounts", label: "Accounts" },
  { part: "assets", label: "Assets" },
  { part: "rules", label: "Rules" },
  { part: "forms", label: "Form 8949" },
  { part: "reminders", label: "Reminders" },
] as const;

interface PartProps {
  part: (typeof PARTS)[number]["part"];
  view: SettingsView;
  /** Coins that seem to have become others without a row; read for their own part only. */
  migrations: readonly MigrationView[];
  /** Where dollars of rows come from; read for its own part only. */
  pastPrices: PastPricesView | null;
  clientId: string;
  path: string;
  /** The year whose profile is open. */
  year: number;
}

/** One part of the settings. */
export function SettingsPart(props: PartProps) {
  switch (props.part) {
    case "years":
      return <Years {...props} />;
    case "methods":
      return <Methods {...props} />;
    case "prices":
      return <Prices {...props} />;
    case "accounts":
      return <Accounts {...props} />;
    case "assets":
      return <Assets {...props} />;
    case "rules":
      return <Rules {...props} />;
    case "forms":
      return (
        <Section
          title="How Form 8949 is filled in"
          lead="The same sales; only what stands on the paper differs."
        >
          <FormChoicesForm clientId={props.clientId} view={props.view} />
        </Section>
      );
    case "reminders":
      return <Reminders clientId={props.clientId} mayWrite={props.view.mayWrite} />;
    default:
      return props.part satisfies never;
  }
}

function Years({ view, clientId, path, year }: PartProps) {
  return (
    <Section
      title="A year besides crypto"
      lead="Filing status and income decide which brackets a gain meets and what a loss saves."
    >
      <ProfileTable profiles={view.profiles} path={path} />
      {view.mayWrite && (
        <ProfileForm
          key={year}
          clientId={clientId}
          years={view.years}
          year={view.years.includes(year) ? year : (view.years[0] ?? year)}
          profiles={view.profiles}
          standard={view.standard}
        />
      )}
    </Section>
  );
}

function Methods({ view, clientId, path }: PartProps) {
  return (
    <>
      <Section title="Which lots a sale takes" lead={<OrderRule />}>
        <OrderTable orders={view.orders} timeZone={view.timeZone} />
        {view.mayWrite && (
          <OrderForm
            clientId={clientId}
            accounts={view.accounts}
            now={view.now}
            timeZone={view.timeZone}
          />
        )}
      </Section>
      <Allocation clientId={clientId} path={path} view={view} />
    </>
  );
}

function Prices({ view, pastPrices, clientId }: PartProps) {
  return (
    <>
      {pastPrices !== null && <PastPrices view={pastPrices} clientId={clientId} />}
      <Section
        title="Current prices"
        lead="The newest price of each asset, for open lots and harvest advice. An asset without a price has no value here, never zero."
      >
        {view.mayWrite && (
          <QuoteForms
            clientId={clientId}
            assets={view.quotes.map((quote) => quote.asset)}
            now={view.now}
            timeZone={view.timeZone}
          />
        )}
        <QuoteTable quotes={view.quotes} today={view.now.date} />
      </Section>
    </>
  );
}

function Accounts({ view, clientId, path }: PartProps) {
  return (
    <Section title="Accounts" lead="From 2025 every account and wallet keeps its own lots.">
      <AccountTable {...view} clientId={clientId} path={path} />
    </Section>
  );
}

function Assets({ view, migrations, clientId, path }: PartProps) {
  return (
    <>
      {migrations.length > 0 && (
        <Section
          title="Coins that became others"
          lead="Some places change a coin’s name without writing a row. Then its successor looks as if it came from nowhere."
        >
          <MigrationProposals
            clientId={clientId}
            migrations={migrations}
            mayWrite={view.mayWrite}
          />
        </Section>
      )}
      {view.sharedSigns.length > 0 && (
        <Section
          title="Signs that several coins share"
          lead="Each source says it its own way. Your answer counts for every row of that source, in the books and to come; nothing is read again, and you can change it."
        >
          <SharedSigns clientId={clientId} signs={view.sharedSigns} mayWrite={view.mayWrite} />
        </Section>
      )}
      <Section
        title="Assets"
        lead={
          <>
            Everything counts as a digital asset until you say otherwise. Shares of a spot fund and
            tokenised stock are securities, and wash sales reach them.{" "}
            <AuthorityChip id="irc-1091" />
          </>
        }
      >
        <AssetTable assets={view.assets} mayWrite={view.mayWrite} path={path} />
      </Section>
    </>
  );
}

function Rules({ view, clientId }: PartProps) {
  return (
    <>
      <Section
        title="Time zone and lots"
        lead="They hold for all years of these books and stand on every report."
      >
        <LedgerForm
          clientId={clientId}
          timeZone={view.timeZone}
          pool={view.pool}
          transferFee={view.transferFee}
          mayWrite={view.mayWrite}
        />
      </Section>
      <Section title="Swaps and conversions">
        <ConversionForm clientId={clientId} view={view} />
      </Section>
      <Section title="Wash sales">
        <WashForm clientId={clientId} from={view.washSalesFrom} mayWrite={view.mayWrite} />
      </Section>
    </>
  );
}
