// Alignment and baselines about a cross, sizes, lines, a column that breaks at words, and text before any fill.
function setup() {
  createCanvas(400, 400);
  textFont('Inter');
  noLoop();
}

function draw() {
  background(255);
  textSize(18);
  text('Unfilled is black.', 16, 26);
  fill(30, 60, 120);
  const aligns = [LEFT, CENTER, RIGHT];
  const baselines = [TOP, CENTER, BASELINE, BOTTOM];
  for (let j = 0; j < 4; j += 1) {
    stroke(220);
    line(0, 70 + j * 38, 400, 70 + j * 38);
    noStroke();
    for (let i = 0; i < 3; i += 1) {
      textAlign(aligns[i], baselines[j]);
      text('Agpyo', 20 + i * 180, 70 + j * 38);
    }
  }
  textAlign(CENTER, CENTER);
  textSize(13);
  text('two lines\nstand on 300, 240', 300, 240);
  textAlign(LEFT, BASELINE);
  text('A column whose words go on below as soon as the line is full.', 20, 225, 150);
  textSize(56);
  stroke(200, 60, 30);
  strokeWeight(2);
  fill(255, 220, 90);
  text('AV To 7', 20, 360);
}
