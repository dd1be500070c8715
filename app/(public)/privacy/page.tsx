import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { PageHeader, Section } from "@/app/_ui/page-header";

export const metadata: Metadata = {
  title: "Privacy",
  description: "What is kept, who can see it, and what is never asked.",
};

export default function PrivacyPage() {
  return (
    <div className="mx-auto max-w-3xl px-4 py-12 sm:px-8">
      <PageHeader title="Privacy" lead="What is kept, who can see it, and what is never asked." />
      <Section title="What is kept">
        <Points>
          <li>
            Your name, your e-mail address and a hash of your password. The password itself is not
            kept.
          </li>
          <li>The files you import, row by row as they came, and the transactions made of them.</li>
          <li>What you tell about a tax year: filing status, income, carryovers.</li>
          <li>Who did what in your books, and when.</li>
        </Points>
      </Section>
      <Section title="What is never asked">
        <Points>
          <li>
            No Social Security number, no other taxpayer number: the space for it on the forms stays
            blank.
          </li>
          <li>No key and no password of an exchange or a wallet. Files are enough.</li>
        </Points>
      </Section>
      <Section title="Who can see it">
        <Points>
          <li>
            You, and the tax professionals of the firm that keeps your books. Nobody else's books
            can be reached from yours: the database refuses it row by row.
          </li>
          <li>
            Nothing in your books is used for anything but computing your figures: no advertising,
            no analytics, no selling of data. <AuthorityChip id="irc-7216" />
          </li>
          <li>
            When a price provider is asked for a price, it learns the asset and nothing else: not
            who you are, not what you hold.
          </li>
        </Points>
      </Section>
      <Section title="Cookies">
        <Points>
          <li>One that keeps you signed in. Signing out ends the session on the server too.</li>
          <li>One that remembers day or night, if you chose. There are no others.</li>
        </Points>
      </Section>
      <Section title="Logs">
        <Points>
          <li>
            The server's log holds times, addresses of pages and internal numbers. No amounts, no
            names.
          </li>
        </Points>
      </Section>
    </div>
  );
}

function Points({ children }: { children: ReactNode }) {
  return <ul className="flex list-disc flex-col gap-2 pl-5 marker:text-line-strong">{children}</ul>;
}
