/** The service as a worker on Apache Kafka: it takes domains from topics and writes verdicts. Off by default. */
@NullMarked
package io.mtasts.queue;

import org.jspecify.annotations.NullMarked;
