"use client";

import { useRef, useState } from "react";
import type { MappingForm } from "@/lib/services/mapping/mapping-form";
import type { MappingReading } from "@/lib/services/mapping/read-draft";

/** What is on the screen: what was said, what it comes to, and whether an answer is on its way. */
export interface Mapping {
  readonly form: MappingForm;
  readonly reading: MappingReading;
  readonly isReading: boolean;
  /** The last change could not be read: a broken line, or the file is gone. */
  readonly failure: string | null;
  /** Changes what is said; told what was said last, which may be later than what this render shows. */
  readonly change: (part: (form: MappingForm) => Partial<MappingForm>) => void;
}

const TYPING_MS = 150;

/** Holds the form; every change is read anew by the server, typing after a short pause, and only the latest answer counts. */
export function useMapping(url: string, first: MappingReading): Mapping {
  const [form, setForm] = useState(first.form);
  const [reading, setReading] = useState(first);
  const [isReading, setIsReading] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef(first.form);
  const turn = useRef(0);

  const put = (told: MappingForm) => {
    latest.current = told;
    setForm(told);
  };

  const read = async (mine: number) => {
    const answer = await ask(url, latest.current);
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
    // What is being typed stays as it is typed.
    const { name, account } = latest.current;
    const units = { ...answer.form.units, ...latest.current.units };
    put({ ...answer.form, name, account, units });
  };

  const change: Mapping["change"] = (make) => {
    const part = make(latest.current);
    turn.current += 1;
    const mine = turn.current;
    put({ ...latest.current, ...part });
    setIsReading(true);
    const isTyped = "name" in part || "account" in part || "units" in part;
    setTimeout(
      () => (turn.current === mine ? void read(mine) : undefined),
      isTyped ? TYPING_MS : 0,
    );
  };
  return { form, reading, isReading, failure, change };
}

async function ask(url: string, told: MappingForm): Promise<MappingReading | string> {
  const lost = "The rows could not be read just now. Change something to try again.";
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(told),
    });
    const answer: unknown = await response.json();
    return isReading(answer) ? answer : lost;
  } catch {
    return lost;
  }
}

/** The route answers a reading, or a refusal with a message. */
function isReading(answer: unknown): answer is MappingReading {
  return typeof answer === "object" && answer !== null && "rows" in answer && "open" in answer;
}
