"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { Callout } from "./callout";
import { Progress, type ProgressProps } from "./progress";

const every = 1500;

/** Says what is still worked out, how far that is, and looks again until it is there. */
export function StillWorking({
  title,
  children,
  ...progress
}: ProgressProps & { title: string; children: ReactNode }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), every);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <Callout title={title} className="mb-8">
      <p className="mb-3 text-sm">{children}</p>
      <Progress {...progress} />
    </Callout>
  );
}
