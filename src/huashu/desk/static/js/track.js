// The editor of a talk track: the place of the cursor in lines, and problems that lead to their line.

const text = document.getElementById("id_text");
const place = document.querySelector("[data-place]");

function tell() {
  place.textContent = `${text.value.slice(0, text.selectionStart).split("\n").length} / ${text.value.split("\n").length}`;
}

for (const event of ["keyup", "click", "input"]) text.addEventListener(event, tell);
tell();

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-line]");
  if (!link) return;
  event.preventDefault();
  const lines = text.value.split("\n");
  const wanted = Math.min(Number(link.dataset.line), lines.length);
  const start = lines.slice(0, wanted - 1).reduce((sum, line) => sum + line.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + lines[wanted - 1].length);
  text.scrollTop = (wanted - 1) * (text.scrollHeight / lines.length) - text.clientHeight / 3;
  tell();
});
