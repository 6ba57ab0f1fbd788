// What the page says, and the same in Chinese; whatever the trainer itself says stays as it said it.
const chinese = {
  'How far it is': '进度',
  Copy: '复制',
  Copied: '已复制',
  'The first pictures are on their way.': '第一批图像就快来了。',
  'Which step’s pictures': '看哪一步的图像',
  'From noise to now': '从噪声看到现在',
  Pause: '停下',
  Newest: '最新',
  Originals: '原作',
  'The verdict': '结论',
  'What the figures say': '数字怎么说',
  'What was found': '找到了什么',
  'The plan': '计划',
  'This page comes from your own computer and can be opened on it alone. Nothing leaves it.':
    '这一页来自你自己的电脑，也只能在这台电脑上打开。什么都不会传出去。',
  'step {0} of {1}': '第 {0} 步，共 {1} 步',
  '{0} pictures a second': '每秒 {0} 张',
  '{0} left': '还要 {0}',
  '{0} spent': '已用 {0}',
  '{0} h {1} min': '{0} 小时 {1} 分',
  '{0} min {1} s': '{0} 分 {1} 秒',
  '{0} s': '{0} 秒',
  'Before the first step': '第一步之前',
  'After step {0}': '第 {0} 步之后',
  'What it learns from': '它学的原作',
  'Pictures drawn after step {0}: 64 of them, always from the same codes':
    '第 {0} 步之后画的图像：共 64 张，始终用同样的编码',
  'Pictures it learns from': '它学的原作',
  'Training; {0} % is done.': '正在训练，完成了 {0} %。',
  'The steps are done; now the pictures are held against the real ones.': '各步都已做完，正在把图像和原作作比较。',
  'Done: {0} steps in {1}. This makes it a model:': '完成：{0} 步，用了 {1}。下面这条命令把它变成模型：',
  'Stopped and saved after step {0}. This goes on:': '在第 {0} 步之后停下并保存了。下面这条命令让它继续：',
  'The run ended: {0}': '训练中断：{0}',
  'The trainer is gone without a word: it was killed, or the computer went down. All is saved up to step {0}, and this goes on from there:':
    '训练程序不声不响地没了：被强行结束，或者电脑关了。第 {0} 步之前的都已保存，下面这条命令从那里继续：',
  'The trainer is gone without a word, before it saved anything; the run begins anew with the command that began it.':
    '训练程序不声不响地没了，什么都还没来得及保存；请用原来的命令重新开始。',
  'Nobody trains here now; it has not begun.': '现在没有在训练，还没有开始。',
  'There is no answer any more: the trainer was ended, or the computer slept. All is saved up to step {0}; if it does not come back, this goes on from there:':
    '没有回应了：训练程序被结束，或者电脑睡了。第 {0} 步之前的都已保存；要是没有恢复，下面这条命令从那里继续：',
  'There is no answer any more: the trainer was ended, or the computer slept, before it saved anything.':
    '没有回应了：训练程序被结束，或者电脑睡了，什么都还没来得及保存。',
  'reverie watch opens this page again, at any time.': '随时可以用 reverie watch 再打开这一页。',
  'Losses of the two networks, step by step: the one that draws is at {0}, the one that judges at {1}.':
    '两个网络逐步的损失：画图的网络为 {0}，评判的网络为 {1}。',
  'How far the pictures are from the originals they recall, step by step: now {0} %.':
    '每一步，画出的图离它回想的原作差多远：现在 {0} %。',
  '{0} % off the originals': '离原作差 {0} %',
  'the one that draws {0}': '画图的 {0}',
  'the one that judges {0}': '评判的 {0}',
  'How varied the drawn pictures are, step by step: now {0} % as much as the real ones.':
    '画出的图像逐步有多不同：现在是原作的 {0} %。',
  'varied: {0} % as much as the real ones': '差异：原作的 {0} %',
  'below the dots they are all alike': '低于虚线就都一个样了',
};

const is_chinese = navigator.language.toLowerCase().startsWith('zh');

/** `english` in the page's language, {0}, {1} … replaced by what follows. */
export function words(english, ...values) {
  const text = (is_chinese && chinese[english]) || english;
  return text.replaceAll(/\{(\d)\}/g, (_, at) => String(values[at]));
}

export function translate_page() {
  if (!is_chinese) return;
  document.documentElement.lang = 'zh-Hans';
  for (const place of document.querySelectorAll('[data-say]')) place.textContent = words(place.textContent);
}

export const number = (value) => value.toLocaleString(is_chinese ? 'zh-CN' : 'en', { maximumFractionDigits: 2 });

/** As the trainer's own bar has it. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value) => String(value).padStart(2, '0');
  if (whole >= 3600) return words('{0} h {1} min', Math.floor(whole / 3600), two(Math.floor((whole % 3600) / 60)));
  if (whole >= 60) return words('{0} min {1} s', Math.floor(whole / 60), two(whole % 60));
  return words('{0} s', whole);
}
