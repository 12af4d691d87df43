// The source pane's editor: CodeMirror 6 with YAML, behind the few things that the page asks of it.
// build.mjs makes one file of it; the page of the preview knows this interface and nothing of the
// packages.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const LOOK = EditorView.theme({
  "&": { height: "100%", flex: "1", minWidth: "0", fontSize: "13px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace', lineHeight: "1.55" },
  ".cm-gutters": { background: "#f6f8f9", color: "#8a949c", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { background: "#0b62c40d" },
  "&.cm-focused": { outline: "2px solid #0b62c4", outlineOffset: "-2px" },
  ".cm-tooltip": { border: "1px solid #d9dee2", borderRadius: "6px", overflow: "hidden", boxShadow: "0 6px 24px #0003" },
  ".cm-tooltip.cm-completionInfo": { padding: "8px 12px", maxWidth: "340px", fontFamily: "system-ui, sans-serif", lineHeight: "1.45" },
  ".cm-tooltip-lint": { maxWidth: "460px" },
  ".cm-diagnostic": { fontFamily: "system-ui, sans-serif" },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "#0b5394" },
  { tag: tags.comment, color: "#6f7a83", fontStyle: "italic" },
  { tag: [tags.string, tags.special(tags.string)], color: "#2c6e49" },
  { tag: [tags.separator, tags.punctuation, tags.bracket, tags.squareBracket, tags.brace], color: "#68737c" },
  { tag: [tags.labelName, tags.typeName, tags.meta], color: "#8a5300" },
]);

const outside = Annotation.define(); // a change that nobody typed

/**
 * Opens an editor in an element.  `complete` takes the text and a place in it and returns
 * `{from, options: [{label, detail, info, apply}]}` or null; `changed` is told that something was
 * typed, `saved` that it is to be saved, `left` that the keyboard leaves; `words` says the editor's
 * own phrases otherwise.
 */
export function open(parent, { complete, changed, saved, left, words, label }) {
  // in a shadow its styles are sheets of their own: the page's policy allows no <style>
  const root = parent.attachShadow({ mode: "open" });
  const writable = new Compartment();
  const source = (context) => {
    if (!context.explicit && !context.matchBefore(/[\w-]+$|[:{,]\s$/)) return null;
    return complete(context.state.doc.toString(), context.pos);
  };
  const keys = [
    { key: "Mod-s", preventDefault: true, run: () => { saved(); return true; } },
    { key: "Escape", run: (view) => { view.contentDOM.blur(); left(); return true; } },
  ];
  const settings = [
    lineNumbers(), lintGutter(), highlightActiveLine(), highlightActiveLineGutter(), drawSelection(), history(),
    indentUnit.of("  "), indentOnInput(), bracketMatching(), closeBrackets(), EditorView.lineWrapping,
    search({ top: true }), highlightSelectionMatches(),
    syntaxHighlighting(COLOURS), LOOK, EditorState.phrases.of(words),
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
    autocompletion({ override: [source], icons: false }),
    keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...keys, ...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap]),
    writable.of(EditorState.readOnly.of(false)),
    EditorView.updateListener.of((update) => {
      const typed = update.transactions.some((one) => one.docChanged && !one.annotation(outside));
      if (update.docChanged) changed(typed);
    }),
  ];
  const begun = (text, coded) => EditorState.create({ doc: text, extensions: [settings, coded ? yaml() : []] });
  const view = new EditorView({ parent: root, root, state: begun("", true) });
  return {
    root,
    text: () => view.state.sliceDoc(),
    focus: () => view.focus(),
    complete: () => startCompletion(view),
    /** Shows another text, with a history of its own. */
    begin(text, { coded, fixed }) {
      view.setState(begun(text, coded));
      view.dispatch({ effects: writable.reconfigure(EditorState.readOnly.of(fixed)) });
    },
    /** Takes a text from outside: only what differs is replaced, the place stays. */
    take(text) {
      const old = view.state.sliceDoc();
      let start = 0, end = 0;
      const most = Math.min(old.length, text.length);
      while (start < most && old[start] === text[start]) start += 1;
      while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
      const changes = { from: start, to: old.length - end, insert: text.slice(start, text.length - end) };
      view.dispatch({ changes, annotations: outside.of(true) });
    },
    /** Goes to a line, counted from 1, in the middle of the pane. */
    show(line, column = 1) {
      const { doc } = view.state, at = doc.line(Math.min(Math.max(1, line), doc.lines));
      const anchor = Math.min(at.to, at.from + Math.max(0, column - 1));
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    },
    /** Marks faults: `{line, column, level, message}`. */
    mark(faults) {
      const { doc } = view.state;
      const found = faults.filter((one) => one.line >= 1 && one.line <= doc.lines).map((one) => {
        const at = doc.line(one.line), from = Math.min(at.to, at.from + Math.max(0, (one.column || 1) - 1));
        const word = /^[^\s,:}\]]+/.exec(doc.sliceString(from, at.to));
        const to = word ? from + word[0].length : at.to;
        return { from: Math.min(from, to), to: Math.max(from, to), severity: one.level === "note" ? "info" : one.level, message: one.message };
      });
      view.dispatch(setDiagnostics(view.state, found.sort((one, other) => one.from - other.from)));
    },
  };
}
