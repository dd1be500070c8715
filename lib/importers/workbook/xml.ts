import { SaxesParser, type SaxesTagPlain } from "saxes";
import { damaged, tooLarge } from "./limits";
import type { Archive, Part } from "./zip";

/** What is told of a part's elements, by their local names (prefixes differ from writer to writer). */
export interface XmlListener {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Takes a part's bytes in pieces and tells its elements. */
export interface XmlReader {
  readonly write: (bytes: Uint8Array) => void;
  readonly end: () => void;
}

const MAX_DEPTH = 64;
/** Bytes between two tags: a text or a tag longer than this is no cell. */
const MAX_GAP = 1024 * 1024;

/**
 * A strict reader of one part: well-formed UTF-8 only, no document type (so no entities but XML's own five, nothing external),
 * bounded depth and text. Throws `RefusedError`.
 */
export function createXmlReader(file: string, part: string, listener: XmlListener): XmlReader {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  let gap = 0;
  parser.on("error", (cause) => {
    throw damaged(file, `"${part}" is not well-formed (${short(cause.message)})`, cause);
  });
  parser.on("doctype", () => {
    throw damaged(file, `"${part}" declares a document type, which no workbook has`);
  });
  parser.on("opentag", (tag: SaxesTagPlain) => {
    gap = 0;
    depth += 1;
    if (depth > MAX_DEPTH) {
      throw damaged(file, `"${part}" is nested deeper than any workbook`);
    }
    listener.open(local(tag.name), tag.attributes);
  });
  parser.on("closetag", (tag: SaxesTagPlain) => {
    gap = 0;
    depth -= 1;
    listener.close?.(local(tag.name));
  });
  const text = (value: string) => listener.text?.(value);
  parser.on("text", text);
  parser.on("cdata", text);
  const write = (value: string, length: number) => {
    gap += length;
    parser.write(value);
    if (gap > MAX_GAP) {
      throw tooLarge(file, `"${part}" holds a text over 1 MB`);
    }
  };
  return {
    write: (bytes) => write(decoded(file, part, decoder, bytes), bytes.length),
    end: () => {
      write(decoded(file, part, decoder, null), 0);
      parser.close();
    },
  };
}

/** Reads a whole part. */
export async function readXml(
  archive: Archive,
  part: Part,
  cap: number,
  listener: XmlListener,
): Promise<void> {
  const reader = createXmlReader(archive.file, part.name, listener);
  for await (const piece of archive.unpack(part, cap)) {
    reader.write(piece);
  }
  reader.end();
}

function decoded(
  file: string,
  part: string,
  decoder: TextDecoder,
  bytes: Uint8Array | null,
): string {
  try {
    return bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch (cause) {
    throw damaged(file, `"${part}" is not UTF-8 text`, cause);
  }
}

function local(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

const short = (message: string) => message.replace(/\s+/g, " ").replace(/\.$/, "").slice(0, 80);
