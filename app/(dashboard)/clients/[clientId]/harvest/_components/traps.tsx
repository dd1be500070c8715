import { AuthorityChip } from "@/app/_ui/authority-chip";
import { Section } from "@/app/_ui/page-header";

/** Three things often told wrong. */
export function Traps({ year }: { year: number }) {
  return (
    <Section later title="Three things often told wrong">
      <dl className="grid gap-x-8 gap-y-6 md:grid-cols-3">
        <div>
          <dt className="font-semibold">A loss is not worth its amount times your rate</dt>
          <dd className="mt-1 text-muted text-sm">
            It first cancels gains, at the rate those gains would have paid, then takes up to $3,000
            ($1,500 married filing separately) off other income. The rest is carried on and saves
            nothing in {year}. A loss set against gains taxed at 0% is used up for nothing.{" "}
            <AuthorityChip id="irc-1211" />
          </dd>
        </div>
        <div>
          <dt className="font-semibold">There is no safe number of hours before buying back</dt>
          <dd className="mt-1 text-muted text-sm">
            The wash sale rule speaks of stock and securities, so coins held as such are outside it
            today; tokenized stocks and fund shares are inside. For coins no waiting time is set: a
            sale must change your position and be real, and any interval is a judgement. Buying back
            starts a new basis and a new holding period. <AuthorityChip id="irc-1091" />{" "}
            <AuthorityChip id="irc-7701-o" />
          </dd>
        </div>
        <div>
          <dt className="font-semibold">The trade counts, not the settlement</dt>
          <dd className="mt-1 text-muted text-sm">
            A sale executed by the end of December 31 in your tax time zone belongs to {year}, even
            when the cash arrives in January. December 31 ends the tax year; it is not a filing
            deadline. Networks and exchanges are slow in the last days, so leave room.{" "}
            <AuthorityChip id="pub-550" />
          </dd>
        </div>
      </dl>
    </Section>
  );
}
