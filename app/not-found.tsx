import type { Metadata } from "next";
import Link from "next/link";
import { ButtonLink } from "@/app/_ui/button";
import { Wordmark } from "@/app/_ui/logo";

export const metadata: Metadata = { title: "Not found" };

/** Nothing at this address, or nothing you may see: the answer is the same. */
export default function NotFoundPage() {
  return (
    <main id="main" className="mx-auto max-w-xl px-4 py-16">
      <Link href="/" className="inline-block py-1">
        <Wordmark />
      </Link>
      <h1 className="mt-12 font-serif text-2xl">No such page</h1>
      <p className="mt-3">
        Nothing stands at this address, or it is not yours to see. If a link brought you here, the
        books may have been closed or shared with you no longer.
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink href="/clients" variant="primary">
          To your books
        </ButtonLink>
        <ButtonLink href="/">To the start</ButtonLink>
      </div>
    </main>
  );
}
