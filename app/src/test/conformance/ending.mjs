// Children do not outlive the process that started them, unless it is killed outright.
const children = new Set();

export function endWithUs(child) {
  children.add(child);
  child.once('close', () => children.delete(child));
}

process.on('exit', () => {
  for (const child of children) child.kill('SIGTERM');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
