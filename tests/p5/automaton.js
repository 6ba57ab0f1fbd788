// Rule 30, row by row, each living cell a little square.
function setup() {
  createCanvas(400, 400);
  noStroke();
  noLoop();
}

function draw() {
  background(255);
  fill(25, 25, 35);
  let cells = new Array(100).fill(0);
  cells[50] = 1;
  for (let row = 0; row < 100; row += 1) {
    for (let i = 0; i < 100; i += 1) if (cells[i]) rect(i * 4, row * 4, 4, 4);
    cells = cells.map((cell, i) => (30 >> ((cells[i - 1] || 0) * 4 + cell * 2 + (cells[i + 1] || 0))) & 1);
  }
}
