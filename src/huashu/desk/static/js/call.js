// The call screen. Every press is an event with a key of its own: it waits in this machine's store until the desk has taken it down, and is
// sent again after a reload or a lost connection; the desk takes each key down once. What is typed is kept from the first letter on.

const root = document.getElementById("call");
const NAME = root.dataset.store;
const words = document.getElementById("words")?.dataset ?? {};
const began = Date.now() - Number(root.dataset.elapsed) * 1000;
const seconds = () => Math.max(Math.floor((Date.now() - began) / 1000), 0);
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
const toast = (text, more = {}) => document.dispatchEvent(new CustomEvent("huashu:toast", { detail: { text, ...more } }));
const AT_ONCE = 100;
const AGAIN = 4000;

let sending = false;
let leaving = "";
let lost = false;

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME));
    return { events: found?.events ?? [], typed: found?.typed ?? {} };
  } catch {
    return { events: [], typed: {} };
  }
}

const store = read();

function keep() {
  try {
    if (store.events.length || Object.keys(store.typed).length) {
      localStorage.setItem(NAME, JSON.stringify({ at: Date.now(), key: "", values: {}, ...store }));
    } else {
      localStorage.removeItem(NAME);
    }
  } catch {
    // A full or forbidden store loses the copy, never the press: it is still in memory.
  }
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(15));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function show() {
  const banner = document.getElementById("call-offline");
  const waiting = store.events.length;
  banner.hidden = !lost && navigator.onLine;
  banner.querySelector("[data-waiting]").textContent = String(waiting);
  const kept = document.querySelector("[data-kept]");
  if (kept) kept.textContent = store.events.some((event) => event.kind === "noted") ? "…" : "";
}

// --- sending ---

function say(event) {
  if (event.kind === "noted") store.events = store.events.filter((other) => other.kind !== "noted");
  store.events.push(event);
  keep();
  show();
  flush();
}

async function flush() {
  if (sending || !store.events.length) return;
  sending = true;
  const sent = store.events.slice(0, AT_ONCE);
  try {
    const response = await fetch(root.dataset.events, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token(), "HX-Request": "true" },
      body: JSON.stringify({ events: sent }),
    });
    lost = false;
    if (response.ok) await settled(response);
    else refused(response.status);
  } catch {
    lost = true;
    setTimeout(flush, AGAIN);
  } finally {
    sending = false;
    show();
  }
  if (store.events.length && !lost) setTimeout(flush, 0);
}

async function settled(response) {
  const keys = new Set(JSON.parse(response.headers.get("X-Huashu-Settled") ?? "[]"));
  store.events = store.events.filter((event) => !keys.has(event.key));
  keep();
  if (JSON.parse(response.headers.get("X-Huashu-Refused") ?? "[]").length) toast(root.dataset.notUnderstood);
  replace(await response.text());
  if (leaving && !store.events.length) {
    store.typed = {};
    keep();
    location.assign(leaving);
  }
}

function refused(status) {
  if (status === 401) toast(words.signedOut, { link: { href: words.signInUrl, text: words.signIn } });
  else if (status === 409) location.reload();
  else if (status === 403) toast(words.refused);
  else toast(words.failed);
  if (status >= 500) setTimeout(flush, AGAIN);
  lost = lost || status >= 500;
}

// --- the changing parts ---

function replace(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const active = document.activeElement;
  const place = active?.id ? { id: active.id, start: active.selectionStart ?? null } : null;
  for (const part of [...fresh.content.children]) {
    const old = part.id && document.getElementById(part.id);
    if (!old) continue;
    const dirty = [...old.querySelectorAll("input[id], select[id]")].filter((input) => input.value !== defaultOf(input));
    const open = [...old.querySelectorAll("details.picker[open] > summary[data-key]")].map((summary) => summary.dataset.key);
    old.replaceWith(part);
    for (const key of open) { // what was opened while the answer was on its way stays open, or the next digit would mean something else
      const summary = part.querySelector(`details.picker > summary[data-key="${key}"]`);
      if (summary) summary.parentElement.open = true;
    }
    for (const input of dirty) {
      const again = document.getElementById(input.id);
      if (again) again.value = input.value;
    }
    window.htmx?.process(part);
  }
  arrange();
  document.querySelector("#call-sheet .step-card")?.scrollIntoView({ block: "nearest" });
  const again = place && document.getElementById(place.id);
  if (again && again !== document.activeElement && document.activeElement === document.body) {
    again.focus();
    if (place.start !== null && again.setSelectionRange) again.setSelectionRange(place.start, place.start);
  }
}

const defaultOf = (input) => (input.matches("select") ? [...input.options].find((option) => option.defaultSelected)?.value ?? "" : input.defaultValue);

function arrange() {
  const sheet = document.getElementById("call-sheet");
  const box = document.getElementById("call-promise");
  if (box) box.hidden = sheet.dataset.speaks !== "yes";
  for (const button of sheet.querySelectorAll("[data-next-wording]")) {
    button.hidden = false;
    turn(button, 0);
  }
}

function turn(button, step) {
  const card = button.closest(".step-card");
  const all = [...card.querySelectorAll("[data-wording]")];
  const now = (Math.max(all.findIndex((each) => !each.hidden && each.dataset.on), 0) + step) % all.length;
  all.forEach((each, place) => {
    each.hidden = place !== now;
    if (place === now) each.dataset.on = "1";
    else delete each.dataset.on;
  });
  for (const field of card.querySelectorAll("input[name='wording']")) field.value = all[now].dataset.wording;
}

// --- presses and typing ---

function eventOf(form) {
  const values = {};
  let wording = "";
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith("v.")) values[name.slice(2)] = value;
    else if (name === "wording") wording = value;
  }
  return { key: newKey(), kind: form.elements.kind.value, values, wording, at_seconds: seconds() };
}

const fieldOf = (form) => form.querySelector("textarea, input:not([type='hidden']), select");

function press(form) {
  const event = eventOf(form);
  if (form.dataset.typed !== undefined) {
    const field = fieldOf(form);
    if (field.dataset.sent === field.value) return;
    field.dataset.sent = field.value;
    // A note stays in the store until a page shows it: a reload may be answered before the desk has taken the note down.
    if (form.elements.kind.value !== "noted") delete store.typed[field.id];
  } else {
    if (form.dataset.pressed) return;
    form.dataset.pressed = "1";
    const button = form.querySelector("button");
    button.setAttribute("aria-pressed", "true");
    button.classList.add("waits");
  }
  if (form.elements.then?.value === "end") {
    leaving = root.dataset.end;
    root.dataset.stopped = "";
  }
  say(event);
}

window.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset?.press === undefined) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  press(form);
}, true);

let pause = 0;
root.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-typed]");
  if (!form || event.isComposing) return;
  store.typed[event.target.id] = event.target.value;
  keep();
  if (form.elements.kind.value === "noted") {
    clearTimeout(pause);
    pause = setTimeout(() => press(form), 700);
  }
});
root.addEventListener("compositionend", (event) => {
  if (event.target.closest("form[data-typed]")) event.target.dispatchEvent(new Event("input", { bubbles: true }));
});
root.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-typed]");
  if (form && form.elements.kind.value !== "noted") press(form);
});
root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-next-wording]");
  if (button) turn(button, 1);
});
root.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Escape" && event.target.matches("input, textarea, select")) event.target.blur();
  if (event.key === "Escape" && event.target.closest("details.picker")) event.target.closest("details.picker").open = false;
});
root.addEventListener("toggle", (event) => {
  if (!event.target.matches("details.picker") || !event.target.open) return;
  for (const other of root.querySelectorAll("details.picker[open]")) if (other !== event.target) other.open = false;
  event.target.scrollIntoView({ block: "nearest" });
}, true);

// --- after a reload ---

for (const [id, value] of Object.entries(store.typed)) {
  const field = document.getElementById(id);
  if (!field || field.value === value) {
    delete store.typed[id];
    continue;
  }
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
for (const event of store.events) {
  const field = event.kind === "noted" ? document.getElementById("call-note") : null;
  if (field && field.value !== event.values.text) field.value = event.values.text;
}
keep();
arrange();
show();
flush();
window.addEventListener("online", () => {
  lost = false;
  show();
  flush();
});
window.addEventListener("offline", show);
window.addEventListener("pagehide", keep);

const face = document.querySelector("[data-clock]");
setInterval(() => {
  if (root.dataset.stopped !== undefined) return;
  const now = seconds();
  face.textContent = `● ${Math.floor(now / 60)}:${String(now % 60).padStart(2, "0")}`;
}, 1000);
