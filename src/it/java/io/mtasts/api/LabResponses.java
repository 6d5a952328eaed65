package io.mtasts.api;

import io.mtasts.lab.LabDomains;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Responses about all domains of the laboratory, requested side by side, since some of the domains take seconds. */
public final class LabResponses {

    private static final int CONCURRENCY = 16;

    private LabResponses() {}

    /** Sends a request about each domain and returns the responses by the domain's name. */
    public static Map<String, Response> requestAll(Function<String, Response> request) {
        ExecutorService pool = Executors.newFixedThreadPool(CONCURRENCY);
        try {
            Map<String, CompletableFuture<Response>> running = new HashMap<>();
            LabDomains.all()
                    .forEach(domain -> running.put(
                            domain.name(), CompletableFuture.supplyAsync(() -> request.apply(domain.name()), pool)));
            Map<String, Response> responses = new HashMap<>();
            running.forEach((domain, response) -> responses.put(domain, response.join()));
            return responses;
        } finally {
            pool.shutdown();
        }
    }
}
