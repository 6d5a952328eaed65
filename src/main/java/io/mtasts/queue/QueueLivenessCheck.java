package io.mtasts.queue;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * A liveness check that fails when a channel has failed, for example because a record was in progress for too long. The
 * process must then be replaced. It is always up if the queue is off.
 */
@Liveness
@ApplicationScoped
class QueueLivenessCheck implements HealthCheck {

    private final QueueWorker worker;

    QueueLivenessCheck(QueueWorker worker) {
        this.worker = worker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("queue")
                .withData("enabled", worker.isEnabled())
                .status(!worker.isEnabled() || worker.isAlive())
                .build();
    }
}
