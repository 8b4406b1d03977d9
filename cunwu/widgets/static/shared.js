// What the widgets share. Each is given to the browser as one module, this text before its own.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// A button that shows the box on the whole screen, for a projector; nothing where the browser doesn't allow it.
export function wholeScreen(box, changed = () => {}) {
  if (!document.fullscreenEnabled) return "";
  const button = element("button", { type: "button", class: "cunwu-whole" }, "全屏");
  button.addEventListener("click", () =>
    document.fullscreenElement ? document.exitFullscreen() : box.requestFullscreen(),
  );
  box.addEventListener("fullscreenchange", () => {
    button.textContent = document.fullscreenElement === box ? "退出全屏" : "全屏";
    changed();
  });
  return button;
}
