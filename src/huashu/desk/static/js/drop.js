// A file dropped anywhere on the form becomes the form's file.
for (const form of document.querySelectorAll("[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  const over = (event, on) => { event.preventDefault(); form.classList.toggle("over", on); };
  form.addEventListener("dragover", (event) => over(event, true));
  form.addEventListener("dragleave", (event) => over(event, false));
  form.addEventListener("drop", (event) => { over(event, false); if (event.dataTransfer.files.length) input.files = event.dataTransfer.files; });
}
