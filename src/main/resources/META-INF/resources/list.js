// Counts the rows as they arrive, sorts them and saves them. The table works without this script.
(() => {
  'use strict';
  const section = document.querySelector('section.list');
  const byId = (id) => document.getElementById(id);
  const count = Number(section.dataset.count);
  const facts = (row) => ({
    domain: row.cells[0].textContent,
    outcome: row.dataset.outcome,
    severity: row.dataset.severity,
    findings: row.dataset.codes.split(' ').filter(Boolean),
    summary: row.cells[3].textContent,
  });
  const rows = () => [...section.querySelectorAll('tbody tr')];

  const tally = () => {
    const done = rows().length;
    byId('done').value = done;
    byId('status').textContent = done < count ? done + ' of ' + count + ' checked' : 'All ' + count + ' checked';
    byId('exports').hidden = done === 0;
    const running = done < count;
    byId('done').hidden = byId('cancel').hidden = !running;
    return running;
  };

  // The highest rank first, texts from a to z. Sorting by the same column again reverses the order.
  const key = (row, column) => (column === 2 ? -Number(row.dataset.rank) : row.cells[column].textContent);
  const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b));
  const sortBy = (column, head) => {
    const down = head.getAttribute('aria-sort') === 'ascending';
    section.querySelectorAll('thead th').forEach((other) => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const sorted = rows().sort((a, b) => (down ? -1 : 1) * compare(key(a, column), key(b, column)));
    section.querySelector('tbody').append(...sorted);
  };

  // A spreadsheet would treat such a text as a formula, and the table contains untrusted texts.
  const cell = (text) => '"' + text.replace(/^[=+\-@\t\r]/, "'$&").replace(/"/g, '""') + '"';
  const formats = {
    json: () => JSON.stringify(rows().map(facts), null, 2),
    csv: () => [['domain', 'outcome', 'severity', 'findings', 'summary'], ...rows().map(facts).map((fact) => [fact.domain, fact.outcome, fact.severity, fact.findings.join(' '), fact.summary])]
      .map((line) => line.map(cell).join(',') + '\r\n').join(''),
  };
  const save = (format) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([formats[format]()], { type: format === 'csv' ? 'text/csv' : 'application/json' }));
    link.download = 'mta-sts.' + format;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const start = () => {
    const body = section.querySelector('tbody');
    section.querySelectorAll('thead th').forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.textContent = head.textContent;
      button.addEventListener('click', () => sortBy(column, head));
      head.replaceChildren(button);
    });
    section.querySelectorAll('[data-as]').forEach((button) => button.addEventListener('click', () => save(button.dataset.as)));
    const watch = new MutationObserver(() => tally() || watch.disconnect());
    if (tally()) {
      watch.observe(body, { childList: true });
    }
    document.addEventListener('DOMContentLoaded', () => {
      if (rows().length < count) {
        byId('status').textContent = 'The connection was interrupted: ' + rows().length + ' of ' + count + ' checked';
        byId('done').hidden = byId('cancel').hidden = true;
      }
    });
  };
  // The table is loaded after this script.
  const begin = () => (section.querySelector('tbody') ? start() : requestAnimationFrame(begin));
  begin();
})();
