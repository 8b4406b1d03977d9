// Which norm does this case break? Model: title, number, answers, score, shown {case, options, chosen, right, answer, tally}.

import { element, wholeScreen } from "./shared.js";

const OPEN = -1;
let quizzes = 0;

function render({ model, el }) {
  const name = `cunwu-quiz-${++quizzes}`;
  const where = element("span", { class: "cunwu-where" });
  const tally = element("span", { class: "cunwu-tally", role: "status" });
  const told = element("div");
  const options = element("div", { class: "cunwu-options", role: "radiogroup", "aria-label": "违反了哪一条？" });
  const send = element("button", { type: "submit" }, "回答");
  const answer = element("div", { class: "cunwu-answer", "aria-live": "polite" });
  const previous = element("button", { type: "button" }, "◀ 上一题");
  const next = element("button", { type: "button" }, "下一题 ▶");
  const form = element("form", {}, element("h4", {}, "违反了哪一条？"), options, send);
  const bar = element("div", { class: "cunwu-bar" }, previous, next, where, tally);
  const box = element(
    "div",
    { class: "cunwu cunwu-quiz", "data-lm-suppress-shortcuts": "true", role: "group", "aria-label": model.get("title") },
    element("h3", {}, model.get("title")),
    bar,
    told,
    form,
    answer,
  );

  bar.append(wholeScreen(box));

  function show() {
    const shown = model.get("shown");
    const number = model.get("number");
    const last = model.get("answers").length - 1;
    const answered = shown.chosen !== OPEN;
    where.textContent = `第 ${number + 1} 题`;
    tally.textContent = shown.tally;
    previous.disabled = number === 0;
    next.disabled = number === last;
    told.innerHTML = shown.case;
    answer.innerHTML = shown.answer;
    send.hidden = answered;
    options.replaceChildren(
      ...shown.options.map((text, place) => {
        const input = element("input", { type: "radio", name, value: place });
        input.checked = place === shown.chosen;
        input.disabled = answered;
        const label = element("label", { class: "cunwu-option" }, input, element("span", {}, text));
        if (answered && place === shown.right) {
          label.classList.add("cunwu-compliant");
          label.append(element("b", {}, "✓ 对"));
        } else if (answered && place === shown.chosen) {
          label.classList.add("cunwu-violated");
          label.append(element("b", {}, "✗ 不对"));
        }
        return label;
      }),
    );
  }

  function go(number) {
    model.set("number", number);
    model.save_changes();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = options.querySelector("input:checked");
    if (!chosen) return;
    const answers = [...model.get("answers")];
    answers[model.get("number")] = Number(chosen.value);
    model.set("answers", answers);
    model.save_changes();
  });
  previous.addEventListener("click", () => go(model.get("number") - 1));
  next.addEventListener("click", () => go(model.get("number") + 1));
  model.on("change:shown", show);
  el.append(box);
  show();
  return () => model.off("change:shown", show);
}

export default { render };
