/** Raised whenever any computed number may change; part of the key under which results are kept. */
export const ENGINE_VERSION = "4";
