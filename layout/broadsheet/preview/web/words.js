// What the page says, in the reader's language: the words come from the catalogue of messages.

let words = {};

export function say(text, ...values) {
  const said = words[text] || text;
  return said.replace(/\{(\d)\}/g, (_, n) => values[n] ?? "");
}

export async function learnWords() {
  const answer = await fetch("desk/words");
  const told = await answer.json();
  words = told.words;
  document.documentElement.lang = told.language;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-say-title]")) node.title = say(node.dataset.sayTitle);
  for (const node of document.querySelectorAll("[data-say-label]")) node.setAttribute("aria-label", say(node.dataset.sayLabel));
}
