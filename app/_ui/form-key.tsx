"use client";

import { useEffect, useRef, useState } from "react";
import { useFormStatus } from "react-dom";
import { FORM_KEY, newFormKey } from "@/lib/form-key";

/**
 * The key of a form: sent again by accident, by a double click, a reload or a retry on the line, it has one effect. New after each answer.
 * Rendered on the server, so it is there before the script is; which of the two keys the browser keeps does not matter.
 */
export function FormKey() {
  const { pending } = useFormStatus();
  const [key, setKey] = useState(newFormKey);
  const wasSent = useRef(false);
  useEffect(() => {
    if (pending) {
      wasSent.current = true;
    } else if (wasSent.current) {
      wasSent.current = false;
      setKey(newFormKey());
    }
  }, [pending]);
  return <input type="hidden" name={FORM_KEY} value={key} suppressHydrationWarning />;
}
