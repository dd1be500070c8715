import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AuthorityChip } from "@/app/_ui/authority-chip";
import { ButtonLink } from "@/app/_ui/button";
import { Chain } from "./_components/chain";
import { HarvestPicture } from "./_components/harvest-picture";

export const metadata: Metadata = {
  title: { absolute: "Lotwise: every gain, down to the lot" },
};

export default function HomePage() {
  return (
    <div className="mx-auto max-w-6xl px-4 sm:px-8">
      <section className="grid items-center gap-x-14 gap-y-12 py-12 lg:grid-cols-[minmax(0,11fr)_minmax(0,10fr)] lg:py-20">
        <div>
          <h1 className="text-balance font-serif text-hero">Every gain, down to the lot.</h1>
          <p className="mt-6 max-w-xl text-lg text-muted">
            Lotwise reads your exchange exports, keeps an exact ledger of every lot, and tells you
            what you owe, what you can still save before December 31, and why: each figure opens
            down to the row of the file it came from.
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            <ButtonLink href="/sign-up" variant="primary" size="large">
              Open your books
            </ButtonLink>
            <ButtonLink href="/method" size="large">
              How we compute
            </ButtonLink>
          </div>
          <p className="mt-4 text-muted text-sm">
            For US taxpayers with crypto, and for the professionals who prepare their returns.
          </p>
        </div>
        <HarvestPicture />
      </section>
      <Questions />
      <section className="grid gap-x-14 gap-y-6 border-line border-t py-16 lg:grid-cols-[minmax(0,4fr)_minmax(0,7fr)]">
        <div>
          <h2 className="text-balance font-serif text-2xl">A figure you can take apart</h2>
          <p className="mt-4 text-muted">
            Click a figure and the sum is written out: its operands, the lots under it, the rule
            with its authority, and the line of your file. Nothing is rounded until the form asks
            for it, and what is not known is called not known, never zero.
          </p>
        </div>
        <Chain />
      </section>
      <Professionals />
      <Limits />
    </div>
  );
}

function Questions() {
  return (
    <section
      aria-label="Three questions"
      className="grid gap-8 border-ink border-t py-12 sm:grid-cols-3"
    >
      <Question title="What do I owe so far?">
        Gains per account and asset, lot by lot, first in first out unless you ordered otherwise in
        time. <AuthorityChip id="reg-1-1012-1-j" />
      </Question>
      <Question title="What can I still save?">
        Each open lot by the tax it would save: the whole year is computed without the sale and with
        it, not estimated as rate times loss.
      </Question>
      <Question title="What is wrong or unsure?">
        A sale without a purchase, a deposit from nowhere, a missing price: each is shown first,
        with what is missing and what would settle it.
      </Question>
    </section>
  );
}

function Question({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h2 className="font-serif text-xl">{title}</h2>
      <p className="mt-2 text-muted">{children}</p>
    </div>
  );
}

function Professionals() {
  return (
    <section className="grid gap-x-14 gap-y-6 border-line border-t py-16 lg:grid-cols-[minmax(0,4fr)_minmax(0,7fr)]">
      <div>
        <h2 className="text-balance font-serif text-2xl">For the person who signs the return</h2>
        <p className="mt-4 text-muted">
          One list of clients. Books that are kept apart by the database itself. A year-end PDF in
          the shape of the form, with the settings it used and the issues still open printed on it.
        </p>
      </div>
      <ul className="border-ink border-t">
        {[
          "Form 8949 rows by box, totals for each page, Schedule D lines, the carryover worksheet",
          "The method of each account as a dated standing order, kept and never overwritten",
          "Whose books you are in is said on every page; who did what and when is recorded",
          "The same input gives the same report, byte for byte",
        ].map((text) => (
          <li key={text} className="flex gap-3 border-line border-b py-3">
            <span aria-hidden="true" className="mt-2 size-2 shrink-0 bg-accent" />
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Limits() {
  return (
    <section className="grid gap-x-14 gap-y-6 border-line border-t py-16 lg:grid-cols-[minmax(0,4fr)_minmax(0,7fr)]">
      <h2 className="text-balance font-serif text-2xl">What it does not do</h2>
      <div className="grid gap-6 sm:grid-cols-2">
        <p>
          It covers individuals who hold crypto as an investment, on the cash method, in US dollars.
          Dealers, entities, nonresidents, futures and margin are outside, and it says so when it
          meets them.
        </p>
        <p>
          It computes federal figures only, files nothing, and is not tax advice. Figures of a year
          that is not over are estimates. It never asks for your Social Security number.
        </p>
      </div>
    </section>
  );
}
