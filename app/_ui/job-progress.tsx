"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Callout } from "./callout";
import { Progress } from "./progress";

/** What the jobs route answers. */
export interface JobState {
  state: "queued" | "running" | "done" | "failed";
  done: number;
  total: number | null;
  /** Why it failed, for people; null otherwise. */
  message: string | null;
}

export interface JobProgressProps {
  /** The jobs route: `/api/clients/<client>/jobs/<job>`; answers JobState as JSON. */
  url: string;
  /** What is being done. */
  label: string;
  /** What is counted: "rows", "pages". */
  unit: string;
  /** State when the page was rendered, so that the first paint is right. */
  initial: JobState;
  /** Where to go when done; without it the page is refreshed. */
  doneHref?: string;
}

const every = 700;

/** Follows a background job: asks again and again, survives reloads and short losses of the line. */
export function JobProgress({ url, label, unit, initial, doneHref }: JobProgressProps) {
  const [job, setJob] = useState(initial);
  const [offline, setOffline] = useState(false);
  const router = useRouter();
  const finished = job.state === "done" || job.state === "failed";

  useEffect(() => {
    if (finished) {
      return;
    }
    const stop = new AbortController();
    const timer = setInterval(() => {
      readJob(url, stop.signal).then(
        (next) => {
          setOffline(false);
          setJob(next);
        },
        () => setOffline(!stop.signal.aborted),
      );
    }, every);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [url, finished]);

  useEffect(() => {
    if (job.state !== "done" || initial.state === "done") {
      return;
    }
    if (doneHref === undefined) {
      router.refresh();
    } else {
      router.push(doneHref);
    }
  }, [job.state, initial.state, doneHref, router]);

  if (job.state === "failed") {
    return (
      <Callout tone="bad" title={`${label}: stopped`} live>
        {job.message ?? "It could not be finished. Nothing was saved."}
      </Callout>
    );
  }
  return (
    <div className="flex flex-col gap-1">
      <Progress
        label={job.state === "queued" ? `${label}: waiting for its turn` : label}
        done={job.done}
        total={job.total}
        unit={unit}
      />
      <p className="min-h-5 text-muted text-sm" aria-live="polite">
        {job.state === "done"
          ? "Done."
          : offline
            ? "No connection; trying again."
            : "You can leave this page; the work goes on."}
      </p>
    </div>
  );
}

async function readJob(url: string, signal: AbortSignal): Promise<JobState> {
  const response = await fetch(url, { signal, cache: "no-store" });
  if (!response.ok) {
    throw new Error(`jobs route answered ${response.status}`);
  }
  return response.json();
}
