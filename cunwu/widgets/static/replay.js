// A case told step by step. Model: title, frames [{label, word, tone, html, svg, step}], position.

import { element, wholeScreen } from "./shared.js";

const KEYS = { ArrowLeft: -1, ArrowUp: -1, PageUp: -1, ArrowRight: 1, ArrowDown: 1, PageDown: 1 };

function render({ model, el }) {
  const frames = model.get("frames");
  const last = frames.length - 1;
  const previous = element("button", { type: "button" }, "◀ 上一步");
  const next = element("button", { type: "button" }, "下一步 ▶");
  const slider = element("input", { type: "range", min: 0, max: last, step: 1, "aria-label": "办到第几步" });
  const where = element("span", { class: "cunwu-where" });
  const map = element("div", { class: "cunwu-map" });
  const told = element("div", { class: "cunwu-panel", "aria-live": "polite" });
  const bar = element("div", { class: "cunwu-bar" }, previous, slider, next, where);
  const box = element(
    "div",
    // JupyterLab would take the arrow keys for its own
    { class: "cunwu cunwu-replay", tabindex: 0, "data-lm-suppress-shortcuts": "true", role: "group" },
    element("h3", {}, model.get("title")),
    bar,
    element("div", { class: "cunwu-columns" }, map, told),
  );
  box.setAttribute("aria-label", model.get("title"));
  bar.append(wholeScreen(box, show)); // the map has another size then
  if (!frames.some((frame) => frame.svg)) map.remove();

  function go(position) {
    const wanted = Math.max(0, Math.min(position, last));
    if (wanted === model.get("position")) return;
    model.set("position", wanted);
    model.save_changes();
  }

  function show() {
    const position = model.get("position");
    const frame = frames[position];
    if (!frame) return;
    slider.value = position;
    slider.setAttribute("aria-valuetext", `${frame.label}，${frame.word}`);
    where.textContent = `${position} / ${last}　${frame.label}`;
    previous.disabled = position === 0;
    next.disabled = position === last;
    told.innerHTML = frame.html;
    told.scrollTop = 0;
    map.innerHTML = frame.svg;
    const steps = map.querySelectorAll(".map-step");
    const step = steps[frame.step];
    if (step) {
      step.classList.add("cunwu-now");
      const box = step.getBoundingClientRect();
      const outer = map.getBoundingClientRect();
      map.scrollTop += box.top - outer.top - (outer.height - box.height) / 2;
    }
  }

  previous.addEventListener("click", () => go(model.get("position") - 1));
  next.addEventListener("click", () => go(model.get("position") + 1));
  slider.addEventListener("input", () => go(Number(slider.value)));
  box.addEventListener("keydown", (event) => {
    const target = { Home: 0, End: last }[event.key] ?? model.get("position") + (KEYS[event.key] ?? NaN);
    if (Number.isNaN(target) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(target);
  });
  model.on("change:position", show);
  el.append(box);
  show();
  requestAnimationFrame(show); // once more when the map has its size
  return () => model.off("change:position", show);
}

export default { render };
