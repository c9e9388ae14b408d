// What the desk adds where scripts run: keys, the switch of light and dark. Every page reads without it.
"use strict";
(() => {
  const root = document.documentElement;

  const theme = document.querySelector("button.theme");
  if (theme) {
    theme.hidden = false;
    theme.addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch (refused) { console.info(refused.message); }
    });
  }

  const lines = () => [...document.querySelectorAll("[data-line]")];
  const chosen = () => document.querySelector("[data-line].chosen");

  function choose(step) {
    const all = lines();
    if (!all.length) return;
    const at = all.indexOf(chosen());
    const next = at < 0 ? firstInSight(all) : Math.min(Math.max(at + step, 0), all.length - 1);
    chosen()?.classList.remove("chosen");
    all[next].classList.add("chosen");
    all[next].scrollIntoView({ block: "nearest" });
    if (!all[next].matches("a")) all[next].tabIndex = -1;
    all[next].focus({ preventScroll: true });
  }

  const firstInSight = (all) => Math.max(0, all.findIndex((line) => line.getBoundingClientRect().bottom > 0));

  // A choice inside an article leaves the reader where they are: its anchor is for those without scripts.
  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.sourceElement.closest(".article")) ctx.request.anchor = null;
  });

  // A form asks for what was filled in alone, so that addresses stay short.
  document.addEventListener("formdata", ({ target, formData }) => {
    if (target.method !== "get") return;
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });

  const keys = {
    j: () => choose(1),
    k: () => choose(-1),
    Enter: () => {
      const line = chosen();
      (line?.matches("a") ? line : line?.querySelector("a.open"))?.click();
    },
    "/": () => document.querySelector("#q")?.focus(),
    "?": () => document.querySelector("dialog.help")?.showModal(),
  };

  let going = false;

  function go(key) {
    going = false;
    document.querySelectorAll(".top nav a")[Number(key) - 1]?.click();
  }

  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.key === "Escape" && writing) writing.blur();
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && event.target.closest?.("a, button, summary")) return;
    if (going) return go(event.key);
    going = event.key === "g";
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
})();
