// A form that Python checks with each change.
// Model: title, spec {record, event, main, steps, acts}, values {record, events}, answer {notes, asked, head, html}, yaml.

import { element, wholeScreen } from "./shared.js";

const WAIT = 250; // milliseconds after the last key before the record is checked
const STEP = "步骤";
const FEW = 12;

let forms = 0;

function render({ model, el }) {
  const spec = model.get("spec");
  const id = `cunwu-form-${++forms}`;
  let values = structuredClone(model.get("values"));
  let sent = JSON.stringify(values);
  let timer = 0;
  const fields = new Map(); // by key: r/金额, e0/实到

  const head = element("div", { class: "cunwu-head", "aria-live": "polite" });
  // One place for all explanations: what came and went below a field would move the button that is being clicked.
  const about = element("p", { class: "cunwu-about cunwu-soft", id: `${id}-about` }, "点一栏，这里写着怎样填。");
  const record = element("div", { class: "cunwu-fields" });
  const events = element("div");
  const adder = element("div", { class: "cunwu-adder" });
  const panel = element("div", { class: "cunwu-panel" });
  const text = element("textarea", { readonly: "", rows: 10, "aria-label": "记录（YAML）" });
  const copy = element("button", { type: "button" }, "复制");
  const title = element("div", { class: "cunwu-bar" }, element("h3", {}, model.get("title")));
  const box = element(
    "div",
    { class: "cunwu cunwu-form", "data-lm-suppress-shortcuts": "true", role: "group", "aria-label": model.get("title") },
    title,
    head,
    about,
    element(
      "div",
      { class: "cunwu-columns" },
      element("div", { class: "cunwu-sheet" }, element("h4", {}, "记录"), record, element("h4", {}, "经过"), events, adder),
      panel,
    ),
    element("details", { class: "cunwu-yaml" }, element("summary", {}, "记录（YAML）"), copy, text),
  );

  title.append(wholeScreen(box));

  // --- what is filled in ---------------------------------------------------------------

  function send() {
    clearTimeout(timer);
    timer = 0;
    sent = JSON.stringify(values);
    model.set("values", structuredClone(values));
    model.save_changes();
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(send, WAIT);
  }

  function control(column, level, key) {
    const stated = level[column.name] ?? "";
    let input;
    const more = [];
    if (column.kind === "choice") {
      input = element("select", {}, element("option", { value: "" }, "未载明"));
      for (const option of new Set([...column.options, ...(stated ? [stated] : [])])) {
        input.append(element("option", { value: option }, option));
      }
    } else if (column.kind === "date" && /^(\d{4}-\d\d-\d\d)?$/.test(stated)) {
      input = element("input", { type: "date", min: "1980-01-01", max: "2099-12-31" });
    } else {
      input = element("input", { type: "text", autocomplete: "off" });
      if (column.options.length) {
        const list = element("datalist", { id: `${id}-${key}` });
        for (const option of column.options) list.append(element("option", { value: option }));
        input.setAttribute("list", list.id);
        more.push(list);
        if (column.kind === "list" && column.options.length <= FEW) more.push(chips(column, input));
      }
    }
    input.value = stated;
    const write = () => {
      if (input.value) level[column.name] = input.value;
      else delete level[column.name];
      later();
    };
    input.addEventListener("input", write);
    input.addEventListener("change", () => timer && send());
    return [input, more];
  }

  // names to click for a field that takes several
  function chips(column, input) {
    const row = element("div", { class: "cunwu-chips" });
    for (const option of column.options) {
      const chip = element("button", { type: "button" }, option);
      chip.addEventListener("click", () => {
        const names = input.value.split("、").filter(Boolean);
        input.value = (names.includes(option) ? names.filter((one) => one !== option) : [...names, option]).join("、");
        input.dispatchEvent(new Event("input"));
      });
      row.append(chip);
    }
    return row;
  }

  // --- the sheet -----------------------------------------------------------------------

  function field(place, columns, name, level, key) {
    if (fields.has(key)) return fields.get(key);
    const order = columns.findIndex((column) => column.name === name);
    if (order < 0) return undefined;
    const [input, more] = control(columns[order], level, key);
    const notes = element("div", { class: "cunwu-notes", id: `${id}-${key}-notes` });
    input.setAttribute("aria-describedby", `${notes.id} ${about.id}`);
    const made = element(
      "div",
      { class: "cunwu-field", "data-key": key },
      element("label", {}, element("span", {}, name), input),
      ...more,
      notes,
    );
    made.dataset.order = order;
    made.addEventListener("focusin", () => {
      about.textContent = `${name}：${columns[order].help}`;
      made.classList.add("cunwu-visited");
    });
    const after = [...place.children].find((other) => Number(other.dataset.order) > order);
    place.insertBefore(made, after ?? null);
    const known = { box: made, input, notes };
    fields.set(key, known);
    return known;
  }

  function others(place, columns, level, prefix) {
    const choice = element("select", { "aria-label": "加一栏" }, element("option", { value: "" }, "加一栏…"));
    for (const column of columns) choice.append(element("option", { value: column.name }, column.name));
    choice.addEventListener("change", () => {
      field(place, columns, choice.value, level, `${prefix}/${choice.value}`)?.input.focus();
      choice.value = "";
    });
    return choice;
  }

  function build() {
    fields.clear();
    record.replaceChildren();
    events.replaceChildren();
    for (const name of [...spec.main, ...Object.keys(values.record)]) {
      field(record, spec.record, name, values.record, `r/${name}`);
    }
    values.events.forEach((event, place) => {
      const inside = element("div", { class: "cunwu-fields" });
      const drop = element("button", { type: "button", "aria-label": `删去${event[STEP]}` }, "删去");
      drop.addEventListener("click", () => {
        values.events.splice(place, 1);
        build();
        send();
      });
      const card = element(
        "fieldset",
        { class: "cunwu-card", "data-key": `e${place}` },
        element("legend", {}, `${place + 1}. ${event[STEP]}`),
        inside,
        element("div", { class: "cunwu-cardfoot" }, others(inside, spec.event, event, `e${place}`), drop),
      );
      const stepNotes = element("div", { class: "cunwu-notes" });
      card.insertBefore(stepNotes, inside);
      fields.set(`e${place}/${STEP}`, { box: card, input: card, notes: stepNotes });
      for (const name of [...(spec.steps[event[STEP]] ?? ["日期", "主体", "材料"]), ...Object.keys(event)]) {
        field(inside, spec.event, name, event, `e${place}/${name}`);
      }
      events.append(card);
    });
    say();
  }

  function add(step) {
    values.events.push({ [STEP]: step });
    build();
    send();
    fields.get(`e${values.events.length - 1}/日期`)?.input.focus();
  }

  function offer() {
    const steps = Object.keys(spec.steps);
    if (steps.length <= FEW) {
      for (const step of steps) {
        const button = element("button", { type: "button" }, `＋ ${step}`);
        button.addEventListener("click", () => add(step));
        adder.append(button);
      }
    }
    const choice = element("select", { "aria-label": "添加步骤" }, element("option", { value: "" }, "＋ 添加步骤…"));
    for (const step of new Set([...steps, ...spec.acts])) choice.append(element("option", { value: step }, step));
    choice.addEventListener("change", () => {
      if (choice.value) add(choice.value);
      choice.value = "";
    });
    adder.append(choice);
    const rest = others(record, spec.record, values.record, "r");
    record.after(rest);
  }

  // --- what is said --------------------------------------------------------------------

  function say() {
    const answer = model.get("answer");
    const closed = new Map([...panel.querySelectorAll("details")].map((one) => [one.dataset.verdict, one.open]));
    head.innerHTML = answer.head;
    panel.innerHTML = answer.html;
    for (const one of panel.querySelectorAll("details")) {
      if (closed.has(one.dataset.verdict)) one.open = closed.get(one.dataset.verdict);
    }
    show();
    for (const key of answer.asked) {
      const [level, name] = key.split("/");
      const place = level === "r" ? record : events.children[Number(level.slice(1))]?.querySelector(".cunwu-fields");
      const stated = level === "r" ? values.record : values.events[Number(level.slice(1))];
      if (place && stated) field(place, level === "r" ? spec.record : spec.event, name, stated, key);
    }
    for (const [key, known] of fields) {
      const notes = answer.notes[key] ?? [];
      known.notes.replaceChildren(
        ...notes.map((note) => {
          const line = element("div", { class: `cunwu-note cunwu-${note.tone}` });
          line.innerHTML = note.mark;
          line.append(element("b", {}, note.word), ` ${note.text}`);
          return line;
        }),
      );
      known.box.classList.toggle("cunwu-bad", notes.some((note) => note.tone === "violated"));
      if (known.input !== known.box) known.input.setAttribute("aria-invalid", notes.some((note) => note.word === "填写有误"));
    }
  }

  // What is said changes the height of the sheet: not between pressing and letting go, or the click would miss.
  let pressed = false;
  let waiting = false;

  function press() {
    pressed = true;
    for (const ending of ["pointerup", "pointercancel"]) window.addEventListener(ending, letGo, { once: true });
  }

  function letGo() {
    pressed = false;
    if (waiting) setTimeout(hear);
  }

  function hear() {
    waiting = pressed;
    if (!pressed) say();
  }

  function show() {
    text.value = model.get("yaml");
  }

  function adopt() {
    const given = JSON.stringify(model.get("values"));
    if (timer || given === sent) return; // our own change, or one that is about to be overtaken
    values = JSON.parse(given);
    sent = given;
    build();
  }

  copy.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.execCommand("copy");
    }
    copy.textContent = "已复制";
    setTimeout(() => (copy.textContent = "复制"), 1500);
  });
  box.addEventListener("pointerdown", press);
  model.on("change:answer", hear);
  model.on("change:yaml", show);
  model.on("change:values", adopt);
  el.append(box);
  build();
  offer();
  return () => {
    clearTimeout(timer);
    model.off("change:answer", hear);
    model.off("change:yaml", show);
    model.off("change:values", adopt);
  };
}

export default { render };
