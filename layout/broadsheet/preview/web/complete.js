// What can be written at a place: keys and values out of a language's JSON Schema, with what they
// mean, and the names that the spec itself defines.

import { placeIn } from "./path.js";

// The forms of a value: references and alternatives resolved.
function forms(schema, root) {
  if (!schema) return [];
  if (schema.$ref) return forms(root.$defs[schema.$ref.split("/").pop()], root);
  if (schema.anyOf) return schema.anyOf.flatMap((one) => forms({ description: schema.description, ...one }, root));
  return [schema];
}

// The schemas that hold along a path of keys.
export function along(root, path) {
  let found = forms(root, root);
  for (const step of path) {
    found = found.flatMap((one) => {
      if (step === "*") return forms(one.items, root);
      const known = one.properties?.[step];
      if (known) return forms(known, root);
      return typeof one.additionalProperties === "object" ? forms(one.additionalProperties, root) : [];
    });
  }
  return found;
}

const NAMED = { styles: ["styles"], colour: ["colours"], tint: ["colours"], accent: ["colours"], face: ["typefaces"], extends: [] };

function named(path, names) {
  const last = path.at(-1), before = path.at(-2);
  const kinds = before === "styles" && path.includes("boxes") ? ["styles"] : NAMED[last] || [];
  return kinds.flatMap((kind) => names[kind] || []);
}

const meaning = (schema) => (schema.description || "").replace(/; or: /g, "\n");

// The first example in what a key means, which stands between back quotes.
const example = (schema) => /`([^`{[]+)`\s*$/.exec(schema.description || "")?.[1];

function keys(found) {
  const options = new Map();
  for (const form of found) {
    for (const [label, own] of Object.entries(form.properties || {})) {
      if (!options.has(label)) options.set(label, { label, info: meaning(own), apply: `${label}: `, type: "property" });
    }
  }
  return [...options.values()];
}

function values(found, path, names) {
  const options = new Map();
  const add = (label, detail, boost) => {
    const word = String(label);
    if (label !== null && label !== undefined && !options.has(word)) options.set(word, { label: word, detail, boost, type: "constant" });
  };
  for (const name of named(path, names)) add(name, "", 2);
  for (const form of found) {
    for (const word of form.enum || []) add(word === true ? "yes" : word === false ? "no" : word, "", 1);
  }
  for (const form of found) {
    const like = example(form);
    if (like) add(like, "…", -1);
  }
  const info = found.map(meaning).find(Boolean);
  return [...options.values()].map((one) => ({ ...one, info }));
}

// Returns what CodeMirror completes with, or null.
export function completions(text, at, schema, names) {
  const place = placeIn(text, at);
  if (!place) return null;
  const found = along(schema, place.path);
  const options = place.key !== null ? keys(found) : values(found, place.path, names);
  return options.length ? { from: place.from, options, validFor: /^[\w.\-/]*$/ } : null;
}
