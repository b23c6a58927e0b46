// A reviewed call: going to a finding lights its words, going to a turn lights the findings in it; J and K walk through the findings.
// Without this script the same links jump, and :target shows where.

const findings = [...document.querySelectorAll("[data-finding]")];
const walk = document.querySelector("[data-walk]");
const still = matchMedia("(prefers-reduced-motion: reduce)");
let current = -1;

function light(id) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  const place = document.getElementById(id);
  if (!place) return;
  place.classList.add("lit");
  const words = [...document.querySelectorAll("mark[data-for]")].filter((mark) => mark.dataset.for.split(" ").includes(id));
  for (const mark of words) mark.classList.add("lit");
  if (place.matches("[data-finding]")) {
    current = findings.indexOf(place);
    place.closest("details:not([open])")?.setAttribute("open", "");
    words[0]?.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  }
}

function go(step) {
  const shown = findings.filter((finding) => finding.checkVisibility());
  if (!shown.length) return;
  const at = shown.indexOf(findings[current]);
  const next = shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length];
  light(next.id);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

if (walk) {
  walk.hidden = false;
  for (const button of walk.querySelectorAll("[data-step]")) button.addEventListener("click", () => go(Number(button.dataset.step)));
}
addEventListener("hashchange", () => light(decodeURIComponent(location.hash.slice(1))));
if (location.hash) light(decodeURIComponent(location.hash.slice(1)));

// A finding that is added: choosing a turn puts its words in to be cut down; selecting words in the call chooses their turn.
const adding = document.querySelector("[data-add]");
if (adding) {
  const { turn, quote } = adding.elements;
  const wordsOf = (number) => document.querySelector(`#t-${number} .words`)?.textContent ?? "";
  let offered = "";
  const offer = (words) => {
    if (quote.value && quote.value !== offered) return; // what somebody typed stays
    quote.value = offered = words;
  };
  turn.addEventListener("change", () => offer(wordsOf(turn.value)));
  document.addEventListener("mouseup", () => {
    const chosen = getSelection();
    const place = chosen.anchorNode?.parentElement?.closest(".turn .words");
    const words = chosen.toString().trim();
    if (!words || !place?.contains(chosen.focusNode) || !adding.closest("details").open) return;
    turn.value = place.closest(".turn").id.slice(2);
    offer(words);
  });
  const details = adding.closest("details");
  details.addEventListener("toggle", () => { if (details.open) adding.elements.namedItem("item").focus(); });
}
