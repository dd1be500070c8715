import { EmptyState } from "@/app/_ui/empty-state";
import { RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { AccountItem } from "@/lib/services/view-settings";
import { RenameForm } from "./rename-form";

/** The client's accounts; each can be renamed. */
export function AccountTable({
  clientId,
  accounts,
  mayWrite,
}: {
  clientId: string;
  accounts: readonly AccountItem[];
  mayWrite: boolean;
}) {
  if (accounts.length === 0) {
    return (
      <EmptyState title="No accounts yet">
        An account is made when the first file or row names it.
      </EmptyState>
    );
  }
  return (
    <Table caption="Accounts" density="comfortable">
      <thead>
        <tr>
          <Th sticky>Account</Th>
          <Th>Kept</Th>
          {mayWrite && <Th>Rename</Th>}
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <Tr key={account.id}>
            <RowHead>{account.name}</RowHead>
            <Td>{account.isFed ? "by imports" : "by hand"}</Td>
            {mayWrite && (
              <Td>
                <RenameForm clientId={clientId} account={account} />
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
