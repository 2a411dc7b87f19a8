// Warns about what could tell who somebody is. Nothing of the notes leaves the page, with script or without.
(() => {
  "use strict";

  const LETTERS = "\\p{Lu}[\\p{Ll}\\p{M}]+";
  const SIGNS = [
    ["number", /(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)/],
    ["mail", /[^\s@]+@[^\s@]+\.[^\s@]+/],
    ["phone", /(?<!\d)(?:\+\d{2}|0)[\d -]{6,14}\d(?!\d)/],
    ["name", new RegExp(`(?<![\\p{L}])${LETTERS}[- ]${LETTERS}(?![\\p{L}])`, "u")],
  ];

  for (const holder of document.querySelectorAll("[data-notes]")) {
    const warning = holder.querySelector("[role=status]");
    holder.querySelector("textarea").addEventListener("input", (event) => {
      const found = SIGNS.find(([, sign]) => sign.test(event.target.value));
      const said = found ? warning.dataset[found[0]] : "";
      if (warning.textContent !== said) warning.textContent = said;
    });
  }
})();
