// Boxes measured by the text's own numbers, columns aligned in every way, and a leading of one's own.
function setup() {
  createCanvas(400, 400);
  textFont('Inter');
  noLoop();
}

function boxed(words, x, y) {
  noStroke();
  fill(255, 225, 150);
  rect(x, y - textAscent(), textWidth(words), textAscent() + textDescent());
  fill(40, 40, 60);
  text(words, x, y);
}

function draw() {
  background(252);
  textSize(32);
  boxed('Tomorrow', 20, 50);
  textSize(14);
  boxed('a quieter line, (measured)', 20, 90);
  textSize(48);
  boxed('Wave', 240, 80);
  textSize(15);
  const words = 'The sea is a slow machine that never repeats itself.';
  const aligns = [LEFT, CENTER, RIGHT];
  for (let i = 0; i < 3; i += 1) {
    noFill();
    stroke(200);
    rect(20 + i * 125, 120, 110, 110);
    noStroke();
    fill(20, 70, 120);
    textAlign(aligns[i]);
    text(words, 20 + i * 125, 120, 110);
  }
  textLeading(28);
  textAlign(CENTER, TOP);
  text('one\ntwo\nthree', 80, 260);
  textAlign(CENTER, BOTTOM);
  text('one\ntwo\nthree', 200, 345);
  push();
  textSize(22);
  textAlign(RIGHT, CENTER);
  fill(180, 60, 40);
  text('pushed', 380, 300);
  pop();
  textAlign(RIGHT, BASELINE);
  text('popped', 380, 340);
}
