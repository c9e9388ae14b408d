// Before the page is drawn: the look that this reader chose, so that nothing flashes. Without a choice, the system's.
"use strict";
(() => {
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch (refused) {
    console.info("the look cannot be remembered here:", refused.message);
  }
})();
