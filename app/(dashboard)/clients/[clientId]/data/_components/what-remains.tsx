import { AuthorityChip } from "@/app/_ui/authority-chip";

/** What goes and what does not, said before anything is asked. */
export function WhatRemains({ isFirms }: { isFirms: boolean }) {
  return (
    <div className="mb-6 grid max-w-4xl gap-x-10 gap-y-5 md:grid-cols-2">
      <div>
        <h3 className="font-medium">What goes</h3>
        <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-5 text-sm">
          <li>Every import with its files, every transaction, lot, plan, report and filed year.</li>
          <li>Everybody’s access to these books, messages, documents and what is in the queue.</li>
          <li>
            The key of the sealed texts: in older copies too nobody reads them without our keys.
          </li>
        </ul>
      </div>
      <div>
        <h3 className="font-medium">What remains</h3>
        <ul className="mt-2 flex list-disc flex-col gap-1.5 pl-5 text-sm">
          <li>Backups, for at most 35 days; then they are overwritten.</li>
          <li>The receipt: ids, counts and moments, without a word of what was deleted.</li>
          <li>What was downloaded, mailed or filed. We cannot take that back.</li>
          {isFirms && (
            <li>
              Your own duties. A preparer keeps a copy of each return, or a list of the taxpayers,
              for three years <AuthorityChip id="irc-6107" />: take an export along first.
            </li>
          )}
        </ul>
      </div>
    </div>
  );
}
