// Read feeds with parsers from npm that we did not write.
//
//     node npm_parsers.mjs PARSER FILE... > entries.json
//
// The packages are looked for in the folder NODE_MODULES. Prints a list a file, of [id, title, published, enclosures] of
// each entry, an enclosure as [url, length, media type]; dates are as the parser gives them.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const load = createRequire(join(process.env.NODE_MODULES, "resolved-from-here"));

function feedsmith(text) {
  const { format, feed } = load("feedsmith").parseFeed(text);
  if (format === "rss") {
    return (feed.items ?? []).map(({ guid, title, pubDate, enclosures = [] }) =>
      [guid.value, title, pubDate, enclosures.map(({ url, length, type }) => [url, length, type])]);
  }
  if (format === "atom") {
    return (feed.entries ?? []).map(({ id, title, published, links = [] }) =>
      [id, title.value, published,
        links.filter(({ rel }) => rel === "enclosure").map(({ href, length, type }) => [href, length, type])]);
  }
  return (feed.items ?? []).map(({ id, title, date_published, attachments = [] }) =>
    [id, title, date_published,
      attachments.map(({ url, size_in_bytes, mime_type }) => [url, size_in_bytes, mime_type])]);
}

function feedParser(text) {
  return load("@rowanmanning/feed-parser").parseFeed(text).items.map(({ id, title, published, media }) =>
    [id, title, published.toISOString(), media.map(({ url, length, mimeType }) => [url, length, mimeType])]);
}

const [parser, ...files] = process.argv.slice(2);
const parse = { feedsmith, "@rowanmanning/feed-parser": feedParser }[parser];
process.stdout.write(JSON.stringify(files.map((file) => parse(readFileSync(file, "utf8")))));
