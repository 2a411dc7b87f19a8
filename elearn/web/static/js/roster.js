// Ticks of a meeting's list, with a poor connection: kept in this tab until they are sent, then
// gone. Only the ids of those who are ticked are kept. Without this script the form is sent as
// any other.
(() => {
  "use strict";
  const RETRY_SECONDS = 15;
  const form = document.querySelector("form[data-roster]");
  if (!form) return;
  const { roster: key, owner } = form.dataset;
  const state = form.querySelector("[data-state]");
  const boxes = [...form.querySelectorAll("input[name='person']")];
  let unsent = []; // Saved by the one who ticks, and on their way.
  let sending = false;

  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const keep = () => {
    const kept = { owner, ticked: ticked(), unsent };
    if (kept.ticked.length || unsent.length) sessionStorage.setItem(key, JSON.stringify(kept));
    else sessionStorage.removeItem(key);
  };
  const read = () => {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    const kept = text ? JSON.parse(text) : null;
    return kept && kept.owner === owner ? kept : { ticked: [], unsent: [] };
  };
  const say = (which) => {
    state.hidden = !which;
    for (const each of state.children) each.hidden = each.dataset.when !== which;
  };

  // The server says no: its own page says why. The ticks stay, but are not sent by themselves.
  const refused = () => {
    unsent = [];
    keep();
    form.submit();
  };

  const send = async () => {
    if (sending || !unsent.length) return;
    sending = true;
    say("sending");
    const body = new FormData();
    body.append("csrf_token", form.elements.csrf_token.value);
    for (const person of unsent) body.append("person", person);
    let answer = null;
    try {
      answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    } catch {
      // No connection; or it was lost before the answer: sending again changes nothing.
    }
    sending = false;
    if (!answer || answer.status >= 500) return say("kept");
    if (answer.redirected) return say("signed-out");
    if (!answer.ok) return refused();
    const sent = new Set(unsent);
    unsent = [];
    for (const box of boxes) if (sent.has(box.value)) box.checked = false;
    keep();
    say("sent");
    location.reload();
  };

  let earlier;
  try {
    earlier = read();
  } catch {
    return; // A browser that keeps nothing: the form is sent as any other.
  }
  const there = new Set(boxes.map((box) => box.value));
  unsent = earlier.unsent.filter((person) => there.has(person));
  for (const box of boxes) if (earlier.ticked.includes(box.value)) box.checked = true;
  keep();
  if (unsent.length) send();
  else if (earlier.ticked.some((person) => there.has(person))) say("ticked");

  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => {
    if (!ticked().length) return; // The server says that nobody is ticked.
    event.preventDefault();
    unsent = ticked();
    keep();
    send();
  });
  window.addEventListener("online", send);
  setInterval(send, RETRY_SECONDS * 1000);
  window.addEventListener("beforeunload", (event) => {
    // A tab that is closed forgets; one that goes to sign in again does not.
    if (!state.querySelector("[data-when='kept']").hidden && !state.hidden) event.preventDefault();
  });
})();
