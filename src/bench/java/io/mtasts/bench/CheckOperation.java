package io.mtasts.bench;

import io.vertx.core.Future;

/** One way to check a domain; whether what came of it is right. */
interface CheckOperation {
    Future<Boolean> of(String domain);
}
