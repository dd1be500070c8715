"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Asks once more whether the frame around a page that is not there still holds. A click within the books keeps the frame
 * it began in: without this, whoever was let out would go on reading that they act for the client.
 */
export function FrameCheck() {
  const router = useRouter();
  useEffect(() => router.refresh(), [router]);
  return null;
}
