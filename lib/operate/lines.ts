import { StringDecoder } from "node:string_decoder";

/**
 * The lines of a stream of UTF-8, cut at line feeds and nowhere else: U+2028 within a text is part of its line, which `readline` does
 * not know. An error of the stream is thrown here.
 */
export async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of source) {
    const parts = (rest + decoder.write(Buffer.from(chunk))).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
  rest += decoder.end();
  if (rest !== "") {
    yield rest;
  }
}
