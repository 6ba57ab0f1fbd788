// Two discs over coloured bars in each mode.
function setup() {
  createCanvas(400, 400);
  noLoop();
}

function draw() {
  background(128, 140, 150);
  noStroke();
  const modes = [
    BLEND,
    ADD,
    DARKEST,
    LIGHTEST,
    DIFFERENCE,
    EXCLUSION,
    MULTIPLY,
    SCREEN,
    OVERLAY,
    HARD_LIGHT,
    SOFT_LIGHT,
    DODGE,
    BURN,
    REMOVE,
  ];
  for (let i = 0; i < modes.length; i += 1) {
    const x = (i % 4) * 100;
    const y = floor(i / 4) * 100;
    push();
    fill(230, 60, 40);
    rect(x + 10, y + 20, 80, 20);
    fill(40, 200, 90);
    rect(x + 10, y + 45, 80, 20);
    fill(250, 250, 240, 128);
    rect(x + 10, y + 70, 80, 20);
    blendMode(modes[i]);
    fill(70, 120, 220);
    circle(x + 38, y + 52, 52);
    fill(240, 200, 60, 160);
    circle(x + 64, y + 52, 52);
    pop();
  }
}
