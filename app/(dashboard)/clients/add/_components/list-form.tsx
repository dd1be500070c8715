"use client";

import { useActionState } from "react";
import { ActionResult, Callout } from "@/app/_ui/callout";
import { counted } from "@/app/_ui/counted";
import { TextAreaField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { EmptyRow, RowHead, Table, Td, Th, Tr } from "@/app/_ui/table";
import type { AddedClients } from "@/lib/services/firm/add-clients";
import { type ListState, sendList } from "../actions";

const UNSENT: ListState = { result: null, list: "" };

/** A list of clients: pasted, looked at, then added whole. */
export function ListForm() {
  const [{ result, list }, action] = useActionState(sendList, UNSENT);
  const read = result?.ok === true ? result.data : null;
  const mails = read?.names.filter(({ email }) => email !== null).length ?? 0;
  const isReady = read !== null && read.problems.length === 0 && read.names.length > 0;
  return (
    <form action={action} className="flex max-w-3xl flex-col gap-5">
      <TextAreaField
        key={list}
        name="list"
        label="Clients"
        hint="One name a line, as on the return. Or a CSV with a column called Name, Client or Taxpayer; one called E-mail tells where to invite them; other columns are left out."
        rows={10}
        required
        maxLength={100_000}
        defaultValue={list}
        error={result?.ok === false ? result.fields?.["list"] : undefined}
      />
      {result?.ok === false && <ActionResult state={result} />}
      {read !== null && <Preview read={read} />}
      <div className="flex flex-wrap gap-3">
        {isReady && mails > 0 && (
          <SubmitButton name="step" value="invite" variant="primary" pendingLabel="Adding…">
            Add {counted(read.names.length, "client")}, invite {mails.toLocaleString("en-US")}
          </SubmitButton>
        )}
        {isReady && (
          <SubmitButton
            name="step"
            value="add"
            variant={mails > 0 ? "secondary" : "primary"}
            pendingLabel="Adding…"
          >
            {mails > 0 ? "Add, invite nobody" : `Add ${counted(read.names.length, "client")}`}
          </SubmitButton>
        )}
        <SubmitButton
          name="step"
          value="preview"
          variant={isReady ? "secondary" : "primary"}
          pendingLabel="Reading…"
        >
          {read === null ? "Look at it first" : "Look again"}
        </SubmitButton>
      </div>
    </form>
  );
}

function Preview({ read: { names, problems } }: { read: AddedClients }) {
  const hasMails = names.some(({ email }) => email !== null);
  return (
    <>
      {problems.length === 0 ? (
        <Callout tone="good" live>
          {counted(names.length, "client")} to add. Nothing is saved yet.
        </Callout>
      ) : (
        <Callout
          tone="caution"
          live
          title={`${counted(problems.length, "line needs", "lines need")} another look`}
        >
          Nothing is added before every line is clear. {counted(names.length, "client")} could be.
        </Callout>
      )}
      {problems.length > 0 && (
        <Table caption="Lines that need another look" captionVisible>
          <thead>
            <tr>
              <Th numeric sticky>
                Line
              </Th>
              <Th>Stands there</Th>
              <Th>What is wrong</Th>
            </tr>
          </thead>
          <tbody>
            {problems.map((one) => (
              <Tr key={one.line}>
                <Td numeric>{one.line}</Td>
                <Td>{one.text}</Td>
                <Td>{one.says}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
      <Table caption="Clients to add" captionVisible tall>
        <thead>
          <tr>
            <Th sticky>Client</Th>
            {hasMails && <Th>Invited at</Th>}
            <Th numeric>Line</Th>
          </tr>
        </thead>
        <tbody>
          {names.length === 0 && (
            <EmptyRow columns={hasMails ? 3 : 2}>No line tells of a new client.</EmptyRow>
          )}
          {names.map(({ line, name, email }) => (
            <Tr key={line}>
              <RowHead>{name}</RowHead>
              {hasMails && <Td className="break-all">{email ?? "Not invited"}</Td>}
              <Td numeric>{line}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
