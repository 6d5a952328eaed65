package io.mtasts.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The file that says whom to inform about a vulnerability of this installation. RFC 9116. */
@Path("/.well-known/security.txt")
@Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
public class SecurityTxtResource {

    /** RFC 9116, 2.5.5, recommends less than a year. The file is made for each request. */
    private static final Duration VALID_FOR = Duration.ofDays(30);

    private final Optional<String> contact;

    public SecurityTxtResource(@ConfigProperty(name = "mta-sts.security.contact") Optional<String> contact) {
        this.contact = contact;
    }

    /** Returns the file. There is none if the operator has not configured a contact. */
    @GET
    @Operation(hidden = true)
    public String file() {
        String uri = contact.orElseThrow(NotFoundException::new);
        Instant expires = Instant.now().plus(VALID_FOR).truncatedTo(ChronoUnit.DAYS);
        return "Contact: " + uri + "\nExpires: " + expires + "\nPreferred-Languages: en\n";
    }
}
