"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { DialogButton } from "@/app/_ui/dialog-button";
import { TextField } from "@/app/_ui/field";

/** A PDF with lines for name and number. */
export interface StampedFile {
  readonly href: string;
  /** "Form 8949". */
  readonly name: string;
  /** What it is saved as. */
  readonly fileName: string;
}

/**
 * Name and number are typed here and written into the PDF here. There is no form around the fields, so that nothing could send them, and
 * they are forgotten with the page.
 */
export function StampIdentity({ files, about }: { files: readonly StampedFile[]; about: string }) {
  const [name, setName] = useState("");
  const [ssn, setSsn] = useState("");
  const [said, setSaid] = useState<Said | null>(null);
  const save = async (file: StampedFile) => {
    setSaid({ tone: "note", words: `Filling ${file.name}…` });
    setSaid(await stampAndSave(file, { name, ssn }));
  };
  const isEmpty = name.trim() === "" || ssn.trim() === "";
  return (
    <DialogButton
      size="small"
      label={
        <>
          Add name and number<span className="sr-only"> to {about}</span>
        </>
      }
      title="Name and social security number"
    >
      <p>
        Both stay in this browser: the file is filled in here and saved by you. Nothing is sent to
        us, nothing is kept.
      </p>
      <TextField
        name="taxpayer"
        label="Name as on the return"
        autoComplete="off"
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        name="number"
        label="Social security number"
        hint="Nine digits, 123-45-6789."
        inputMode="numeric"
        autoComplete="off"
        value={ssn}
        onChange={({ target }) => setSsn(target.value)}
      />
      <div aria-live="polite">
        {said !== null && <Callout tone={said.tone}>{said.words}</Callout>}
      </div>
      <div className="flex flex-wrap gap-2">
        {files.map((file, index) => (
          <Button
            key={file.href}
            variant={index === 0 ? "primary" : "secondary"}
            disabled={isEmpty}
            onClick={() => void save(file)}
          >
            Save {file.name}
          </Button>
        ))}
        <Button variant="quiet" data-close>
          Close
        </Button>
      </div>
    </DialogButton>
  );
}

interface Said {
  readonly tone: "note" | "good" | "bad";
  readonly words: string;
}

async function stampAndSave(
  { href, name, fileName }: StampedFile,
  identity: { readonly name: string; readonly ssn: string },
): Promise<Said> {
  try {
    // The library is large and few need it: it comes when somebody asks.
    const [{ stampIdentity }, answer] = await Promise.all([
      import("@/lib/pdf/irs/stamp"),
      fetch(href, { cache: "no-store" }),
    ]);
    if (!answer.ok) {
      return { tone: "bad", words: "The file could not be read. Reload the page and try again." };
    }
    const stamped = await stampIdentity(new Uint8Array(await answer.arrayBuffer()), identity);
    if (!stamped.ok) {
      return { tone: "bad", words: refusalWords(stamped.error) };
    }
    saveAs(new Uint8Array(stamped.value), fileName);
    return { tone: "good", words: `${name} is saved with name and number.` };
  } catch {
    return { tone: "bad", words: "It did not work here. Write both in by hand." };
  }
}

function refusalWords(refusal: {
  readonly code: "not-a-number" | "cannot-draw" | "not-our-file";
  readonly characters?: readonly string[];
}): string {
  switch (refusal.code) {
    case "not-a-number":
      return "The number has nine digits: 123-45-6789.";
    case "cannot-draw":
      return `The form’s typeface has no ${(refusal.characters ?? []).join(" ")}: write the name in by hand.`;
    case "not-our-file":
      return "This file has no rows, so no line for name and number.";
  }
}

function saveAs(bytes: Uint8Array<ArrayBuffer>, fileName: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
