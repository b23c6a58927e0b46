// What is typed into a form is kept on this machine until it was written down: after an error, a reload or a lost connection it is
// still there. A draft belongs to one person, is forgotten after a day, and all of them when somebody signs out.

const PREFIX = "huashu.draft.";
const DAY = 24 * 60 * 60 * 1000;
const SECRET = ["csrfmiddlewaretoken", "key"];

const nameOf = (form) => PREFIX + form.dataset.draft;

function read(name) {
  try {
    const draft = JSON.parse(localStorage.getItem(name));
    return draft && Date.now() - draft.at < DAY ? draft : null;
  } catch {
    return null;
  }
}

export function forget(form) {
  localStorage.removeItem(nameOf(form));
}

function fieldsOf(form) {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (!SECRET.includes(name) && typeof value === "string") values[name] = value;
  }
  return values;
}

export function keep(form) {
  const key = form.elements.key?.value ?? form.dataset.keyValue ?? "";
  try {
    localStorage.setItem(nameOf(form), JSON.stringify({ at: Date.now(), key, values: fieldsOf(form) }));
  } catch {
    // A full or forbidden store loses the draft, never the form.
  }
}

// Puts a draft back into a form that was opened afresh. Returns whether there was one.
export function restore(form) {
  const draft = read(nameOf(form));
  if (!draft) return false;
  if (form.elements.key && draft.key) form.elements.key.value = draft.key;
  for (const control of form.elements) {
    if (!control.name || SECRET.includes(control.name) || control.type === "submit") continue;
    if (control.type === "radio" || control.type === "checkbox") control.checked = draft.values[control.name] === control.value;
    else if (control.name in draft.values) control.value = draft.values[control.name];
  }
  return true;
}

function sweep(written) {
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
    const draft = read(name);
    if (!draft || (written && draft.key === written)) localStorage.removeItem(name);
  }
}

sweep(new URLSearchParams(location.search).get("written"));
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action")?.includes("sign-out")) {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  }
}, true);
