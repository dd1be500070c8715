"use client";

import { FileText } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type DragEvent, useId, useRef, useState } from "react";
import { cx } from "./cx";
import { Progress } from "./progress";
import { type UploadAnswer, type UploadAnswers, uploadFile } from "./upload";
import { UploadQuestions } from "./upload-questions";

export interface FileDropProps {
  /** The streamed upload route; it answers UploadAnswer as JSON. */
  url: string;
  /** "Drop your exchange exports here". */
  label: string;
  /** What is taken and what happens to it. */
  hint: string;
  /** Endings, e.g. ".csv,.txt". */
  accept: string;
  /** Larger files are refused before they are sent. */
  maxBytes: number;
  /** One of several on a page: a strip, not the page's main thing. */
  isSmall?: boolean;
}

interface Sent {
  key: string;
  name: string;
  size: number;
  sent: number;
  answer: UploadAnswer | null;
  /** Kept for sending it again with what it left open. */
  file: File;
}

/** The files of this visit: sending them, one after another, and sending one again with what it left open. */
function useUploads(url: string, maxBytes: number) {
  const [files, setFiles] = useState<Sent[]>([]);
  const drops = useRef(0);
  const router = useRouter();

  const change = (key: string, part: Partial<Sent>) =>
    setFiles((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));

  const take = async (list: FileList | null) => {
    const chosen = [...(list ?? [])].map((file) => ({
      key: `${file.name}-${drops.current++}`,
      file,
    }));
    setFiles((all) => [...chosen.map(({ key, file }) => fresh(key, file)), ...all]);
    let last: UploadAnswer | null = null;
    for (const { key, file } of chosen) {
      last =
        file.size > maxBytes
          ? tooLarge(maxBytes)
          : await uploadFile(url, file, (sent) => change(key, { sent }));
      change(key, { answer: last, sent: file.size });
    }
    if (chosen.length === 1 && last?.ok) {
      router.push(last.href);
    } else {
      router.refresh();
    }
  };

  const sendAgain = async ({ key, file }: Sent, answers: UploadAnswers) => {
    change(key, { answer: null, sent: 0 });
    const answer = await uploadFile(url, file, (sent) => change(key, { sent }), answers);
    change(key, { answer, sent: file.size });
    if (answer.ok) {
      router.push(answer.href);
    }
  };

  return { files, take, sendAgain };
}

/** Drop files or choose them by keyboard; each shows its own progress and outcome. One good file alone opens its review. */
export function FileDrop({ url, label, hint, accept, maxBytes, isSmall = false }: FileDropProps) {
  const { files, take, sendAgain } = useUploads(url, maxBytes);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files);
  };

  return (
    <div className="flex flex-col gap-4">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is extra; the input inside does the same by keyboard. */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cx(
          "rounded-ui border-2 border-line-strong border-dashed bg-raised has-focus-visible:outline-2 has-focus-visible:outline-focus",
          over && "border-accent border-solid bg-accent-soft",
        )}
      >
        <label
          htmlFor={id}
          className={cx(
            "cursor-pointer",
            isSmall
              ? "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 py-3"
              : "flex flex-col items-center gap-2 px-6 py-10 text-center",
          )}
        >
          {!isSmall && (
            <FileText aria-hidden="true" className="size-8 text-accent" strokeWidth={1.25} />
          )}
          <span className={isSmall ? "font-medium" : "font-serif text-xl"}>{label}</span>
          <span className={cx("max-w-md text-muted text-sm", isSmall && "row-start-2")}>
            {hint}
          </span>
          <span
            className={cx(
              "rounded-ui border font-medium",
              isSmall
                ? "row-span-2 border-line-strong px-3 py-1.5 text-sm"
                : "mt-2 border-accent bg-accent px-4 py-2 text-on-accent",
            )}
          >
            Choose files
          </span>
        </label>
        <input
          ref={input}
          id={id}
          type="file"
          multiple
          accept={accept}
          className="sr-only"
          onChange={(event) => {
            void take(event.target.files).then(() => {
              if (input.current) {
                input.current.value = "";
              }
            });
          }}
        />
      </div>
      <ul
        aria-label="Files of this visit"
        aria-live="polite"
        className="flex flex-col empty:hidden"
      >
        {files.map((file) => (
          <li key={file.key} className="border-line border-b py-3 first:border-t">
            <Outcome file={file} onAnswer={(answers) => void sendAgain(file, answers)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Outcome({ file, onAnswer }: { file: Sent; onAnswer: (answers: UploadAnswers) => void }) {
  if (file.answer === null) {
    return (
      <Progress
        label={file.name}
        done={Math.ceil(file.sent / 1024)}
        total={Math.max(1, Math.ceil(file.size / 1024))}
        unit="KB"
      />
    );
  }
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <span className="font-medium">{file.name}</span>
      {file.answer.ok ? (
        <span className="text-sm">
          {file.answer.note && <span className="text-muted">{file.answer.note} · </span>}
          <Link href={file.answer.href} className="text-accent underline">
            Look it over
          </Link>
        </span>
      ) : (
        <Refused answer={file.answer} onAnswer={onAnswer} />
      )}
    </div>
  );
}

function Refused({
  answer,
  onAnswer,
}: {
  answer: UploadAnswer & { ok: false };
  onAnswer: (answers: UploadAnswers) => void;
}) {
  const { asks = [], choices = [], message } = answer;
  return asks.length > 0 ? (
    <div className="basis-full">
      <p className="text-muted text-sm">{message}</p>
      <UploadQuestions asks={asks} choices={choices} onAnswer={onAnswer} />
    </div>
  ) : (
    <span className="text-loss text-sm">
      <span aria-hidden="true">▲ </span>
      {message}
    </span>
  );
}

function fresh(key: string, file: File): Sent {
  return { key, name: file.name, size: file.size, sent: 0, answer: null, file };
}

function tooLarge(maxBytes: number): UploadAnswer {
  return {
    ok: false,
    code: "file-too-large",
    message: `Larger than ${Math.floor(maxBytes / 1_048_576)} MB: export a shorter period. It was not sent.`,
  };
}
