// The contact form and the note form: only outcomes that fit are offered, the promise's fields come when one is made, quick choices
// fill in days, digits pick outcomes, the clock runs from opening, and what is typed is kept as a draft.

import { forget, keep, restore } from "./draft.js";

const picked = (form, name) => form.querySelector(`input[name="${name}"]:checked`)?.value ?? "";
const radios = (form, name) => [...form.querySelectorAll(`input[name="${name}"]`)];
const labelOf = (radio) => radio.closest("label");

function show(element, wanted) {
  if (element) element.hidden = !wanted;
}

function offer(form) {
  const fits = JSON.parse(form.dataset.fits);
  const reachable = fits[picked(form, "channel")] ?? {};
  for (const radio of radios(form, "reached")) {
    show(labelOf(radio), radio.value in reachable);
    if (!(radio.value in reachable)) radio.checked = false;
  }
  const outcomes = reachable[picked(form, "reached")] ?? [];
  let number = 0;
  for (const radio of radios(form, "outcome")) {
    const fitting = outcomes.includes(radio.value);
    show(labelOf(radio), fitting);
    if (!fitting) radio.checked = false;
    number += fitting ? 1 : 0;
    digit(labelOf(radio), fitting ? number : 0);
  }
  const offered = radios(form, "outcome").filter((radio) => outcomes.includes(radio.value));
  if (offered.length === 1) offered[0].checked = true;
}

function digit(label, number) {
  let cap = label.querySelector("kbd");
  if (!cap) {
    cap = document.createElement("kbd");
    cap.setAttribute("aria-hidden", "true");
    label.append(cap);
  }
  show(cap, number > 0 && number < 10);
  cap.textContent = String(number);
  if (number > 0 && number < 10) label.dataset.key = String(number);
  else delete label.dataset.key;
}

function unfold(form) {
  const promised = picked(form, "outcome") === "promised";
  show(form.querySelector("[data-when-promised]"), promised);
  const kind = picked(form, "promise_kind") || "full";
  const several = kind === "instalments";
  form.classList.toggle("takes-all", kind === "full");
  show(form.querySelector("[data-when-several]"), several);
  const lines = [...form.querySelectorAll("[data-line]")];
  const filled = lines.filter((line) => [...line.querySelectorAll("input")].some((input) => input.value)).length;
  lines.forEach((line, place) => show(line, place === 0 || (several && place < Math.max(filled + 1, 2))));
  show(form.querySelector("[data-agreed]"), picked(form, "outcome") !== "call_back");
}

function clock(form) {
  const face = form.querySelector("[data-clock]");
  if (!face) return;
  const since = Date.now();
  const duration = form.elements.duration;
  const tick = () => {
    if (!form.isConnected) return clearInterval(timer);
    const seconds = Math.floor((Date.now() - since) / 1000);
    face.textContent = `● ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    show(face, ["call", "inbound", "visit"].includes(picked(form, "channel")));
    form.dataset.ran = face.textContent.slice(2);
    return seconds;
  };
  const timer = setInterval(tick, 1000);
  tick();
  form.addEventListener("submit", () => {
    if (!duration.value && !form.elements.happened_on.value) duration.value = form.dataset.ran;
  }, true);
}

function note(form, restored) {
  const box = form.querySelector("[data-restored-note]");
  if (!box || !restored) return;
  box.querySelector("span").textContent = form.dataset.restored;
  show(box, true);
  box.querySelector("[data-afresh]").addEventListener("click", () => {
    forget(form);
    form.reset();
    show(box, false);
    refresh(form);
  });
}

function refresh(form) {
  if (form.dataset.contact === undefined) return;
  offer(form);
  unfold(form);
}

function focusOf(form) {
  const wrong = form.querySelector(".wrong :is(input:checked, input:not([type='radio']), textarea, select)") ?? form.querySelector(".wrong input");
  if (wrong) return wrong;
  if (form.dataset.contact === undefined) return form.querySelector("textarea");
  if (picked(form, "outcome") === "promised") return form.querySelector("[data-line='1'] .day input");
  return radios(form, "outcome").find((radio) => radio.checked) ?? radios(form, "outcome").find((radio) => !labelOf(radio).hidden);
}

function open(form) {
  if (form.dataset.opened) return;
  form.dataset.opened = "1";
  const returned = form.dataset.filled !== undefined || form.querySelector(".wrong, .errorlist") !== null;
  const asked = picked(form, "outcome");
  note(form, !returned && restore(form));
  if (asked && !picked(form, "outcome")) radios(form, "outcome").find((radio) => radio.value === asked).checked = true;
  if (form.dataset.contact !== undefined) clock(form);
  refresh(form);
  const begun = [...form.querySelectorAll("[data-line] input")].find((input) => input.value);
  begun?.dispatchEvent(new Event("input", { bubbles: true }));
  focusOf(form)?.focus();
  form.scrollIntoView({ block: "nearest" });
}

function fill(button) {
  for (const [field, value] of [[button.dataset.fill, button.dataset.value], [button.dataset.fillToo, button.dataset.valueToo]]) {
    const input = field && document.getElementById(field);
    if (!input) continue;
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  }
}

function openAll(root) {
  const forms = root.matches?.("form[data-draft]") ? [root] : root.querySelectorAll?.("form[data-draft]") ?? [];
  forms.forEach(open);
}

// Heard from the page, not the form: what is typed before a new form has settled is kept as well.
const waiting = new WeakMap();
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form) return;
  refresh(form);
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => form.isConnected && keep(form), 250));
});

document.addEventListener("htmx:load", (event) => openAll(event.detail.elt));
openAll(document);

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-fill]");
  if (button) fill(button);
  const cancel = event.target.closest?.("#sheet [data-cancel]");
  if (cancel) {
    event.preventDefault();
    forget(cancel.closest("form"));
    document.getElementById("sheet").replaceChildren();
  }
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form || event.isComposing || event.keyCode === 229) return;
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    (form.querySelector("[data-then-next]") ?? form.querySelector("button[type='submit']")).click();
  } else if (event.key === "Escape") {
    form.querySelector("[data-cancel]")?.click();
  } else if (event.target.matches("input[type='radio']") && /^[1-9]$/.test(event.key)) {
    const label = [...form.querySelectorAll(`label[data-key="${event.key}"]`)].find((each) => !each.hidden);
    label?.click();
    label?.querySelector("input").focus();
  }
});
