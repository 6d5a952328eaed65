/** What the packaged service does under faults and load, measured from outside: the figures of docs/reliability.md. */
package io.mtasts.reliability;
