"use client";

import { useRef, useState } from "react";

/** What is on the screen: what was said, what it comes to, and whether an answer is on its way. */
export interface Live<Form, Reading> {
  readonly form: Form;
  readonly reading: Reading;
  readonly isReading: boolean;
  /** The last change could not be read: a broken line, or the file is gone. */
  readonly failure: string | null;
  /** Changes what is said; told what was said last, which may be later than what this render shows. */
  readonly change: (part: (form: Form) => Partial<Form>) => void;
}

interface Rules<Form> {
  /** A change that is typed letter by letter: read after a short pause. */
  readonly isTyped: (part: Partial<Form>) => boolean;
  /** The answer's form with what is being typed as it is typed. */
  readonly merged: (read: Form, latest: Form) => Form;
}

const TYPING_MS = 150;

/** Holds the form; every change is read anew by the server, typing after a short pause, and only the latest answer counts. */
export function useLiveReading<Form extends object, Reading extends { readonly form: Form }>(
  url: string,
  first: Reading,
  { isTyped, merged }: Rules<Form>,
): Live<Form, Reading> {
  const [form, setForm] = useState(first.form);
  const [reading, setReading] = useState(first);
  const [isReading, setIsReading] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef(first.form);
  const turn = useRef(0);

  const put = (told: Form) => {
    latest.current = told;
    setForm(told);
  };

  const read = async (mine: number) => {
    const answer = await ask<Reading>(url, latest.current);
    if (turn.current !== mine) {
      return;
    }
    setIsReading(false);
    if (typeof answer === "string") {
      setFailure(answer);
      return;
    }
    setFailure(null);
    setReading(answer);
    put(merged(answer.form, latest.current));
  };

  const change: Live<Form, Reading>["change"] = (make) => {
    const part = make(latest.current);
    turn.current += 1;
    const mine = turn.current;
    put({ ...latest.current, ...part });
    setIsReading(true);
    setTimeout(
      () => (turn.current === mine ? void read(mine) : undefined),
      isTyped(part) ? TYPING_MS : 0,
    );
  };
  return { form, reading, isReading, failure, change };
}

async function ask<Reading extends object>(url: string, told: object): Promise<Reading | string> {
  const lost = "The rows could not be read just now. Change something to try again.";
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(told),
    });
    const answer: unknown = await response.json();
    return isReading<Reading>(answer) ? answer : lost;
  } catch {
    return lost;
  }
}

/** The route answers a reading, or a refusal with a message. */
function isReading<Reading extends object>(answer: unknown): answer is Reading {
  return typeof answer === "object" && answer !== null && "rows" in answer && "open" in answer;
}
