// Which part of the world is seen, and how hands and keys move it. Calls `changed` after each move.

class View {
  constructor(element, changed) {
    this.element = element;
    this.changed = changed;
    this.x = 0;
    this.y = 0;
    this.scale = 0.01;  // pixels a metre
    this.width = 1;
    this.height = 1;
    this.pointers = new Map();
    this.moved = 0;
    this.listen();
  }

  toScreen(x, y) { return [(x - this.x) * this.scale + this.width / 2, (y - this.y) * this.scale + this.height / 2]; }

  // The box of the world that is seen, as a line has one.
  seen() {
    const w = this.width / 2 / this.scale, h = this.height / 2 / this.scale;
    return {left: this.x - w, right: this.x + w, top: this.y - h, bottom: this.y + h};
  }

  resize() {
    this.width = this.element.clientWidth || 1;
    this.height = this.element.clientHeight || 1;
  }

  fit(points, margin) {
    if (!points.length) return;
    const xs = points.map(p => p.x), ys = points.map(p => p.y);
    const left = Math.min(...xs), right = Math.max(...xs), top = Math.min(...ys), bottom = Math.max(...ys);
    this.x = (left + right) / 2;
    this.y = (top + bottom) / 2;
    const room = Math.min(margin, this.width / 4, this.height / 4);
    this.scale = Math.min((this.width - 2 * room) / Math.max(right - left, 1_000),
                          (this.height - 2 * room) / Math.max(bottom - top, 1_000));
    this.changed();
  }

  move(dx, dy) {
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
    this.changed();
  }

  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const before = this.scale;
    this.scale = Math.min(Math.max(this.scale * factor, 0.0005), 2);
    const slide = 1 / before - 1 / this.scale;
    this.x += (px - this.width / 2) * slide;
    this.y += (py - this.height / 2) * slide;
    this.changed();
  }

  spot(event) {
    const box = this.element.getBoundingClientRect();
    return {x: event.clientX - box.left, y: event.clientY - box.top};
  }

  listen() {
    const e = this.element;
    e.addEventListener('pointerdown', event => this.press(event));
    e.addEventListener('pointermove', event => this.drag(event));
    for (const end of ['pointerup', 'pointercancel']) {
      e.addEventListener(end, event => this.pointers.delete(event.pointerId));
    }
    e.addEventListener('wheel', event => {
      if (document.activeElement !== e && !event.ctrlKey) return;  // the page scrolls until the map is chosen
      event.preventDefault();
      const at = this.spot(event);
      this.zoom(Math.exp(-event.deltaY * 0.0016), at.x, at.y);
    }, {passive: false});
    e.addEventListener('keydown', event => this.key(event));
  }

  press(event) {
    this.pointers.set(event.pointerId, this.spot(event));
    this.moved = 0;
    this.element.setPointerCapture(event.pointerId);
  }

  drag(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = this.spot(event);
    if (this.pointers.size === 2) {
      const other = [...this.pointers].find(([id]) => id !== event.pointerId)[1];
      const grown = Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
      this.zoom(grown || 1, (now.x + other.x) / 2, (now.y + other.y) / 2);
    } else {
      this.move(now.x - before.x, now.y - before.y);
    }
    this.moved += Math.hypot(now.x - before.x, now.y - before.y);
    this.pointers.set(event.pointerId, now);
  }

  key(event) {
    const steps = {ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80]};
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (steps[event.key]) {
      this.move(...steps[event.key]);
    } else if (event.key === '+' || event.key === '=') {
      this.zoom(1.5);
    } else if (event.key === '-') {
      this.zoom(1 / 1.5);
    } else {
      return;
    }
    event.preventDefault();
  }
}
