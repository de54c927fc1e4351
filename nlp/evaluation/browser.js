"use strict";
// Filters the cards by what their data attributes say, and steps through those with an error by n and p.
const form = document.querySelector("form");
const head = document.querySelector("header");
const told = document.querySelector("output");
const cards = [...document.querySelectorAll(".card")];
let now = null;

const errorsOf = card => card.dataset.errors.split("|").filter(Boolean);

function fits(card) {
  const { error, kind, slot, type, article, right } = Object.fromEntries(new FormData(form));
  const wanted = one =>
    (!error || one === error) && (!kind || one === kind || one.endsWith(" " + kind))
      && (!slot || one.startsWith(slot + " "));
  const errors = errorsOf(card);
  return (errors.length ? errors.some(wanted) : Boolean(right) && !(error || kind || slot))
    && (!type || card.dataset.types.split(" ").includes(type))
    && (!article || card.closest("article").dataset.article === article);
}

const steps = () => cards.filter(card => !card.hidden && errorsOf(card).length);

function tell() {
  const shown = steps();
  told.value = (now ? shown.indexOf(now) + 1 + " / " : "") + shown.length + " with an error";
}

function point(card, move) {
  document.querySelectorAll("main .now, main .seen").forEach(item => item.classList.remove("now", "seen"));
  now = card;
  if (card) {
    card.classList.add("now");
    document.querySelectorAll(`[data-cards~="${card.id}"]`).forEach(mark => mark.classList.add("now"));
    document.querySelectorAll(`[data-read~="${card.id}"]`).forEach(mark => mark.classList.add("seen"));
    if (move) {
      card.scrollIntoView({ block: "start" });
      const text = card.closest("article").querySelector(".text");
      const mark = text.querySelector(".now");
      const below = mark ? mark.getBoundingClientRect().top - text.getBoundingClientRect().top : 0;
      if (mark) text.scrollTop += below - text.clientHeight / 3;
    }
  }
  tell();
}

function filter() {
  const chosen = new FormData(form);
  cards.forEach(card => { card.hidden = !fits(card); });
  const narrow = ["error", "kind", "slot", "type"].some(name => chosen.get(name)) || !chosen.get("right");
  document.querySelectorAll("article").forEach(article => {
    const asked = !chosen.get("article") || article.dataset.article === chosen.get("article");
    article.hidden = !asked || (narrow && !article.querySelector(".card:not([hidden])"));
  });
  document.querySelector("main > .none").hidden = Boolean(document.querySelector("article:not([hidden])"));
  point(now && !now.hidden ? now : null, false);
}

function step(by) {
  const shown = steps();
  if (!shown.length) return;
  const here = shown.indexOf(now);
  const next = here < 0 ? (by > 0 ? 0 : shown.length - 1) : (here + by + shown.length) % shown.length;
  point(shown[next], true);
}

form.addEventListener("change", filter);
form.addEventListener("submit", event => event.preventDefault());
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "n" || event.key === "p") {
    event.preventDefault(); // a focused list would jump to the option that starts with the letter
    if (document.activeElement !== document.body) document.activeElement.blur();
    step(event.key === "n" ? 1 : -1);
  }
});
document.addEventListener("click", event => {
  const mark = event.target.closest("mark[data-cards]");
  const card = mark ? document.getElementById(mark.dataset.cards.split(" ")[0]) : event.target.closest(".card");
  if (card && !card.hidden) point(card, Boolean(mark && mark.closest(".text")));
});
const measure = () => document.documentElement.style.setProperty(
  "--head", getComputedStyle(head).position === "sticky" ? head.offsetHeight + "px" : "0px");
addEventListener("resize", measure);
measure();
filter();
