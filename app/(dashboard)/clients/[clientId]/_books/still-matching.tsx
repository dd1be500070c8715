"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Callout } from "@/app/_ui/callout";
import { Progress } from "@/app/_ui/progress";

const every = 1500;

/** Says that moves are still looked for, how far that is, and looks again until they are there. */
export function StillMatching({ done, total }: { done: number; total: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), every);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <Callout title="Looking for moves between your accounts" className="mb-8">
      <p className="mb-3 text-sm">
        So many rows left or arrived that this takes a moment. Everything else works meanwhile, and
        what is found appears here by itself.
      </p>
      <Progress label="Compared" done={done} total={total} unit="departures" />
    </Callout>
  );
}
