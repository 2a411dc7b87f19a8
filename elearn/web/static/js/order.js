// Buttons that move a thing up or down; each place is still a field that can be written in.
(() => {
  "use strict";

  const field = (place) => place.querySelector("input");
  const places = (list) => [...list.querySelectorAll(".place")];

  const renumber = (list) => places(list).forEach((place, at) => { field(place).value = at + 1; });

  // What was written before, as after a mistake, decides the order that is shown.
  const sort = (list) => {
    const all = places(list);
    const written = all.map((place) => Number(field(place).value));
    const whole = all.every((_, at) => written.includes(at + 1));
    if (whole) all.sort((one, other) => field(one).value - field(other).value).forEach((place) => list.append(place));
  };

  const say = (list, place) => {
    const all = places(list);
    const said = list.parentElement.querySelector("[data-order-said]");
    said.textContent = list.dataset.moved
      .replace("{text}", place.querySelector("label > :last-child").textContent.trim())
      .replace("{place}", all.indexOf(place) + 1)
      .replace("{count}", all.length);
  };

  const move = (list, place, by) => {
    const all = places(list);
    const to = all.indexOf(place) + by;
    if (to >= 0 && to < all.length) all[to][by < 0 ? "before" : "after"](place);
    renumber(list);
    say(list, place);
  };

  for (const list of document.querySelectorAll("[data-order]")) {
    sort(list);
    for (const moves of list.querySelectorAll(".moves")) moves.hidden = false;
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (!button) return;
      move(list, button.closest(".place"), Number(button.dataset.move));
      button.focus();
    });
  }
})();
