import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { AccountItem } from "@/lib/services/settings-facts";
import { CUSTODY_WORDS, Fact, OWNER_WORDS } from "./fact-words";
import { RenameForm } from "./rename-form";

/** The client's accounts with what is said about each. */
export function AccountTable({
  clientId,
  accounts,
  mayWrite,
  path,
}: {
  clientId: string;
  accounts: readonly AccountItem[];
  mayWrite: boolean;
  path: string;
}) {
  if (accounts.length === 0) {
    return (
      <EmptyState title="No accounts yet">
        An account is made when the first file or row names it.
      </EmptyState>
    );
  }
  return (
    <>
      <Table caption="Accounts" density="comfortable">
        <thead>
          <tr>
            <Th sticky>Account</Th>
            <Th>Who holds the keys</Th>
            <Th>Whose return</Th>
            <Th>Kept</Th>
            {mayWrite && <Th>Change</Th>}
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <Tr key={account.id}>
              <RowHead>{account.name}</RowHead>
              <Td className="whitespace-nowrap">
                <Fact isStated={account.isStated}>{CUSTODY_WORDS[account.custody]}</Fact>
              </Td>
              <Td className="whitespace-nowrap">
                <Fact isStated={account.isStated}>{OWNER_WORDS[account.owner]}</Fact>
              </Td>
              <Td className="whitespace-nowrap">{account.isFed ? "by imports" : "by hand"}</Td>
              {mayWrite && (
                <Td>
                  <span className="-my-1 -ml-2.5 flex items-center gap-1">
                    <ButtonLink
                      href={`${path}?part=accounts&account=${account.id}`}
                      scroll={false}
                      size="small"
                      variant="quiet"
                    >
                      Keys and return<span className="sr-only"> of {account.name}</span>
                    </ButtonLink>
                    <RenameForm clientId={clientId} account={account} />
                  </span>
                </Td>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
      {accounts.some((account) => !account.isStated) && (
        <p className="mt-2 text-muted text-sm">
          In grey: what is assumed until you say otherwise, the stricter case.
        </p>
      )}
    </>
  );
}
