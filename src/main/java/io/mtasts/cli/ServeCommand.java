package io.mtasts.cli;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;

/** The command that starts the HTTP service, which is also what a program without arguments does. */
@Command(name = "serve", description = "Starts the HTTP service. A start without a command does the same.")
@RegisterForReflection
final class ServeCommand implements Runnable {

    private final Runnable service;

    ServeCommand(Runnable service) {
        this.service = service;
    }

    @Override
    public void run() {
        service.run();
    }
}
