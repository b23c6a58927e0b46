// Keys are declared on the control that they press: <button data-key="n">. A key presses the first such control that can be seen.
// "?" lists the page's keys and outlines their controls. Off while typing, in dialogs, with a modifier, and while an input method composes.

const typing = (element) => element.closest?.("input, textarea, select, [contenteditable='true']") !== null;
const visible = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;
const usable = (element) => visible(element) && !element.disabled && element.getAttribute("aria-disabled") !== "true";
const controls = () => [...document.querySelectorAll("[data-key]")].filter(usable);

function nameOf(control) {
  if (control.dataset.keyName) return control.dataset.keyName;
  if (control.getAttribute("aria-label")) return control.getAttribute("aria-label");
  if (control.labels?.length) return control.labels[0].textContent.trim();
  const copy = control.cloneNode(true);
  copy.querySelectorAll("kbd, svg").forEach((part) => part.remove());
  return copy.textContent.trim().replace(/\s+/g, " ");
}

function press(control) {
  if (control.matches("input, textarea, select")) {
    control.focus();
    control.select?.();
  } else {
    control.click();
  }
}

function paint() {
  const dialog = document.getElementById("keys");
  const list = dialog.querySelector("dl");
  const seen = new Set();
  list.replaceChildren();
  for (const control of controls()) {
    if (seen.has(control.dataset.key)) continue;
    seen.add(control.dataset.key);
    const term = document.createElement("dt");
    const cap = document.createElement("kbd");
    cap.textContent = control.dataset.key.length === 1 ? control.dataset.key.toUpperCase() : control.dataset.key;
    term.append(cap);
    const meaning = document.createElement("dd");
    meaning.textContent = nameOf(control);
    list.append(term, meaning);
  }
  document.body.classList.add("keys-shown");
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    event.preventDefault();
    paint();
    return;
  }
  const wanted = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (wanted === "Enter" && event.target.closest("a, button, summary")) return;
  const control = controls().find((candidate) => candidate.dataset.key === wanted);
  if (control) {
    event.preventDefault();
    press(control);
  }
});

document.getElementById("keys")?.addEventListener("close", () => document.body.classList.remove("keys-shown"));

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
