// Where in a YAML text a place is: the keys around it, and whether a key or a value is being written.
// Reads the text up to the place alone, so that it understands what is not finished yet.

// Returns {path, key, value, from}: `path` are the keys around, "*" for an item of a list; `key` is
// the beginning of a key, or `value` that of a value (the other is null); `from` is where it begins.
// Null within a comment, or in a text of several lines.
export function placeIn(text, at) {
  const lines = text.slice(0, at).split("\n");
  const stack = []; // of {indent, name}
  let flow = [], literal = -1, last = null, start = 0;
  for (const [n, line] of lines.entries()) {
    const current = n === lines.length - 1;
    const indent = line.length - line.trimStart().length;
    if (literal >= 0 && (indent > literal || !line.trim())) {
      if (current && indent > literal) return null;
      if (!current || line.trim()) { start += line.length + 1; continue; }
    }
    if (line.trim()) literal = -1;
    let rest = line, from = indent;
    if (flow.length) from = 0;
    else {
      if (line.trimStart().startsWith("#")) { if (current) return null; start += line.length + 1; continue; }
      if (!line.trim() && !current) { start += line.length + 1; continue; }
      if (line.trim() || current) while (stack.length && stack.at(-1).indent >= indent) stack.pop();
      for (let dash = /^(- +)/.exec(line.slice(from)); dash; dash = /^(- +)/.exec(line.slice(from))) {
        stack.push({ indent: from, name: "*" });
        from += dash[1].length;
      }
      rest = line.slice(from);
      const key = /^("[^"]*"|'[^']*'|[^\s{}[\],#&*!|>'"%@`-][^:#{}[\],]*?|-[^\s:][^:]*?):(?=\s|$)/.exec(rest);
      last = { key: null };
      if (key) {
        stack.push({ indent: from, name: bare(key[1]) });
        last = { key: bare(key[1]) };
        from += key[0].length;
        if (/^\s*[|>][+-]?\d?\s*$/.test(line.slice(from))) literal = indent;
      }
    }
    const end = scan(line, from, flow);
    if (current) {
      if (end === null) return null;
      flow = end;
      return told(stack, flow, line, from, start, last);
    }
    if (end !== null) flow = end;
    start += line.length + 1;
  }
  return null;
}

const bare = (word) => word.trim().replace(/^(["'])(.*)\1$/, "$2");

// Goes on through a line with the brackets that are open; null when it ends in a comment.
function scan(line, from, flow) {
  const open = flow.map((one) => ({ ...one }));
  let quote = "", token = from;
  for (let n = from; n < line.length; n++) {
    const char = line[n], top = open.at(-1);
    if (quote) { if (char === quote) quote = ""; continue; }
    if (char === "#" && (n === 0 || /\s/.test(line[n - 1]))) return n < line.length && open.length === 0 ? null : open;
    if (char === '"' || char === "'") { if (!line.slice(token, n).trim()) quote = char; continue; }
    if (char === "{" || char === "[") { if (open.length || !line.slice(token, n).trim()) { open.push({ kind: char, key: null, token: n + 1 }); token = n + 1; } continue; }
    if (!top) continue;
    if (char === "}" || char === "]") { open.pop(); token = n + 1; if (open.length) open.at(-1).token = n + 1; } else if (char === ",") { top.key = null; top.token = n + 1; token = n + 1; } else if (char === ":" && top.kind === "{" && top.key === null && /\s|$/.test(line[n + 1] ?? " ")) { top.key = bare(line.slice(top.token, n)); top.token = n + 1; token = n + 1; }
  }
  if (open.length) open.at(-1).line = line;
  return open;
}

function told(stack, flow, line, from, start, last) {
  const path = stack.map((one) => one.name);
  const begun = (index) => {
    const word = line.slice(index).trimStart();
    return { word, from: start + line.length - word.length };
  };
  if (flow.length) {
    for (const [n, one] of flow.entries()) {
      if (one.kind === "[") path.push("*");
      else if (n < flow.length - 1 || one.key !== null) path.push(one.key);
    }
    const top = flow.at(-1);
    const { word, from: at } = begun(top.line === line && top.token <= line.length ? top.token : 0);
    return top.kind === "{" && top.key === null ? { path, key: word, value: null, from: at } : { path, key: null, value: word, from: at };
  }
  const { word, from: at } = begun(from);
  if (last?.key !== null && last) return { path, key: null, value: word, from: at };
  return { path, key: word, value: null, from: at };
}
