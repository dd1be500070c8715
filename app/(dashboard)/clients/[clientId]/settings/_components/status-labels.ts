import type { ProfileItem } from "@/lib/services/view-settings";

/** Filing statuses as Form 1040 names them. */
export const STATUS_LABELS: Readonly<Record<ProfileItem["filingStatus"], string>> = {
  single: "Single",
  mfj: "Married filing jointly",
  mfs: "Married filing separately",
  hoh: "Head of household",
  qss: "Qualifying surviving spouse",
};
