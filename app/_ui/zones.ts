import type { Option } from "./choice";

/** Zones of the United States, where most people are. */
const NEAR = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/Anchorage",
  "Pacific/Honolulu",
  "UTC",
];

/** Every time zone this browser or server knows, those of the United States first. */
export function zoneOptions(): readonly Option[] {
  const zones = [...new Set([...NEAR, ...Intl.supportedValuesOf("timeZone")])];
  return zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}
