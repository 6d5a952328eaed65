/** The figures of docs/performance.md, by real servers of DNS and HTTPS on loopback; started by bench/run. */
package io.mtasts.bench;
