package io.mtasts.lab;

import com.google.common.base.Splitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Stages the {@code given} of a case: the only interpreter of the format of the case files for the network. The members
 * are as a JSON parser gives them: maps, lists, strings and numbers.
 */
public final class CaseStager {

    private static final Pattern REDIRECT = Pattern.compile("redirect \\((\\d+)\\) to (\\S+)");
    private static final Pattern CERTIFICATE = Pattern.compile("certificate for (\\S+?)(?: only)?(?:,.*)?");
    /** How many bytes a string of a TXT record has at most. RFC 1035, 3.3. */
    private static final int MAX_STRING = 255;

    private static final String REPORT_RECEIVER = "tls-reports.example";

    private static final Map<String, DnsQuirk> QUIRKS = Map.of(
            "edns-formerr", DnsQuirk.EDNS_FORMERR,
            "formerr-on-opt", DnsQuirk.EDNS_FORMERR,
            "edns-formerr-question", DnsQuirk.EDNS_FORMERR_QUESTION,
            "edns-notimp", DnsQuirk.EDNS_NOTIMP,
            "duplicates", DnsQuirk.DUPLICATES,
            "duplicate-records", DnsQuirk.DUPLICATES,
            "rrsig", DnsQuirk.RRSIG,
            "reversed", DnsQuirk.REVERSED,
            "case", DnsQuirk.CASE);

    /** The last two labels of a pattern, which is the registered name below a top-level domain. */
    private static final Pattern MX_FIELD = Pattern.compile("(?mi)^ *mx *: *(?:\\S*\\.)?([\\w-]+\\.[\\w-]+)\\s*$");

    private static final Pattern DRIP = Pattern.compile("(one|\\d+) bytes? every (\\d+) s");

    private final Laboratory lab;
    private final Map<?, ?> given;
    private final String domain;

    private CaseStager(Laboratory lab, Map<?, ?> given) {
        this.lab = lab;
        this.given = given;
        this.domain = domain(given);
    }

    /** Stages everything that the case says; returns the domain that is to be found by looking up. */
    public static String stage(Laboratory lab, Map<?, ?> given) {
        CaseStager staged = new CaseStager(lab, given);
        if (given.containsKey("txt") || given.containsKey("policy")) {
            staged.stage();
        } else if (given.containsKey("dmarc")) {
            staged.stageDmarc();
        }
        staged.stageZone();
        return staged.domain;
    }

    private static String domain(Map<?, ?> given) {
        Object looked = given.containsKey("checks") ? given.get("checks") : given.get("domain");
        return withoutDot(looked == null ? "example.com" : looked.toString());
    }

    private void stageDmarc() {
        if (!Boolean.FALSE.equals(given.get("exists"))) {
            lab.dns().nodata(domain);
        }
        if (given.get("exists") instanceof List<?> names) {
            names.forEach(name -> lab.dns().nodata(name.toString()));
        }
        stageAliases();
        map("dmarc").forEach(this::texts);
    }

    /** Adds what no other member describes: records of any name, and name servers that answer oddly. */
    private void stageZone() {
        map("zone")
                .forEach((owner, types) -> ((Map<?, ?>) types).forEach((type, values) -> {
                    switch (type.toString()) {
                        case "CNAME" -> lab.dns().cname(owner, values.toString());
                        case "TXT" -> texts(owner, values);
                        case "A" -> addresses(owner, RecordType.A, values);
                        case "AAAA" -> addresses(owner, RecordType.AAAA, values);
                        default -> throw new IllegalArgumentException("no such type: " + type);
                    }
                }));
        map("quirks").forEach((name, quirk) -> {
            switch (quirk.toString()) {
                case "bogus" -> lab.dns().fail(name, RecordType.TXT, DnsFault.DNSSEC_BOGUS);
                // The alias of the zone that leads to itself is answered without an error anyway.
                case "loop-noerror" -> {}
                default ->
                    lab.dns()
                            .quirk(
                                    name,
                                    Optional.ofNullable(QUIRKS.get(quirk.toString()))
                                            .orElseThrow());
            }
        });
    }

    private void stage() {
        stageAliases();
        texts(canonical("_mta-sts." + domain), given.get("txt"));
        if (given.containsKey("tlsrpt")) {
            texts("_smtp._tls." + domain, given.get("tlsrpt"));
        } else {
            // not the domain itself, which may receive no mail
            LabFixtures.mx(lab, REPORT_RECEIVER, "mx." + REPORT_RECEIVER);
            LabFixtures.tlsRpt(lab, domain, REPORT_RECEIVER);
        }
        map("otherTxt").forEach(this::texts);
        stageDomainsOfPatterns();
        map("tlsa").forEach(this::stageTlsa);
        stageNameServers();
        stageDomain();
        stageMx();
        map("hosts").forEach((name, found) -> addresses(name, RecordType.A, found));
        stagePolicyHost();
        stagePolicy("mta-sts." + domain);
    }

    /** The domains of the patterns exist, except those that the case calls unregistered. */
    private void stageDomainsOfPatterns() {
        Object unregistered = given.get("unregistered");
        if (given.get("policy") instanceof Map<?, ?> policy) {
            MX_FIELD.matcher(new String(body(policy), StandardCharsets.ISO_8859_1))
                    .results()
                    .map(field -> field.group(1).toLowerCase(Locale.ROOT))
                    .filter(name -> !("." + domain).endsWith("." + name))
                    .filter(name -> !(unregistered instanceof List<?> names && names.contains(name)))
                    .forEach(name -> lab.dns().nodata(name));
        }
    }

    /** TLSA records in the form of zone files, or a failure. */
    private void stageTlsa(String mailServer, Object described) {
        if (!(described instanceof Map<?, ?> tlsa)) {
            fail("_25._tcp." + mailServer, RecordType.TLSA, described.toString());
            return;
        }
        for (Object text : (List<?>) tlsa.get("records")) {
            String[] fields = text.toString().split(" ");
            lab.dns()
                    .tlsa(
                            mailServer,
                            Integer.parseInt(fields[0]),
                            Integer.parseInt(fields[1]),
                            Integer.parseInt(fields[2]),
                            HexFormat.of().parseHex(fields[3]));
        }
        if (Boolean.TRUE.equals(tlsa.get("signed"))) {
            lab.dns().sign(mailServer);
        }
    }

    /** The first name server says what the resolver says. The second one says what the case says of the last one. */
    private void stageNameServers() {
        Map<String, Object> servers = map("replicas");
        String name = "_mta-sts." + domain;
        int last = servers.size() - 1;
        servers.forEach((server, records) -> {
            boolean isLast = lab.dns().recordsOf(domain, RecordType.NS) == last;
            lab.dns().ns(domain, server).a(server, isLast ? Laboratory.OTHER_NAME_SERVER : Laboratory.NAME_SERVER);
            if (isLast && records instanceof List<?> texts) {
                texts.forEach(text -> lab.otherNameServer()
                        .txt(
                                name,
                                ((List<?>) text).stream().map(Object::toString).toArray(String[]::new)));
            } else if (isLast) {
                String word = records.toString().toLowerCase(Locale.ROOT);
                lab.otherNameServer()
                        .fail(name, RecordType.TXT, word.equals("nxdomain") ? DnsFault.rcode(3) : failure(word));
            }
        });
    }

    private void stageAliases() {
        map("cname").forEach((name, target) -> lab.dns().cname(name, target.toString()));
    }

    /** Where the data of a name is to be put: at the end of its aliases. */
    private String canonical(String name) {
        Object target = map("cname").get(name);
        return target == null ? name : canonical(withoutDot(target.toString()));
    }

    private void texts(String name, Object records) {
        if (!(records instanceof List<?> list)) {
            fail(name, RecordType.TXT, String.valueOf(records));
            return;
        }
        for (Object record : list) {
            List<?> strings = record instanceof List<?> several ? several : List.of(record);
            lab.dns()
                    .txt(
                            name,
                            strings.stream()
                                    .flatMap(string -> split(string.toString()))
                                    .map(CaseStager::bytes)
                                    .toArray(byte[][]::new));
        }
    }

    private static Stream<String> split(String text) {
        boolean fits = bytes(text).length <= MAX_STRING;
        return fits ? Stream.of(text) : Splitter.fixedLength(MAX_STRING / 2).splitToStream(text);
    }

    /** In UTF-8; a lone low surrogate U+DCxx stands for the byte xx, as in Python's surrogateescape. */
    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(character -> {
            if (character >= 0xDC80 && character <= 0xDCFF) {
                bytes.write(character & 0xFF);
            } else {
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /** The domain itself: an address, or an alias with what its target has. */
    private void stageDomain() {
        if (given.get("domainAlias") instanceof Map<?, ?> alias) {
            String target = alias.get("target").toString();
            lab.dns().cname(domain, target);
            if (alias.get("mx") instanceof List<?> records) {
                stageMx(target, records);
            }
            if (alias.containsKey("a")) {
                lab.dns().a(target, LabFixtures.MX_ADDRESS);
            }
        }
        if (given.containsKey("domainA")) {
            lab.dns().a(domain, LabFixtures.MX_ADDRESS);
        }
    }

    private void stageMx() {
        if (!(given.get("mx") instanceof List<?> records)) {
            fail(domain, RecordType.MX, String.valueOf(given.get("mx")));
            return;
        }
        stageMx(canonical(domain), records);
    }

    private void stageMx(String owner, List<?> records) {
        for (Object element : records) {
            List<?> mx = (List<?>) element;
            String host = mx.get(1).toString();
            lab.dns().mx(owner, ((Number) mx.get(0)).intValue(), host);
            stageMxHost(withoutDot(host).toLowerCase(Locale.ROOT));
            stageMailServer(withoutDot(host));
        }
    }

    /** The certificate that a mail server shows to those who ask for it by the name of its MX record. */
    private void stageMailServer(String host) {
        if (map("hosts").get(canonical(host)) instanceof List<?> addresses
                && !addresses.isEmpty()
                && map("smtp").get(addresses.get(0).toString()) instanceof Map<?, ?> server) {
            Object names = server.containsKey("names") ? server.get("names") : List.of(server.get("name"));
            lab.mailHosts().certificate(host, CertificateKind.names(names((List<?>) names)));
        }
    }

    private static String[] names(List<?> list) {
        return list.stream().map(Object::toString).toArray(String[]::new);
    }

    /** MX hosts have an address, except those that the case describes, that are gone, or that are no names. */
    private void stageMxHost(String host) {
        boolean isDescribed = map("hosts").containsKey(host);
        boolean absent = host.isEmpty() || host.startsWith("gone.") || host.matches("[0-9.]+");
        String end = canonical(host);
        if (!isDescribed && !absent && lab.dns().recordsOf(end, RecordType.A) == 0) {
            lab.dns().a(end, LabFixtures.MX_ADDRESS);
        }
    }

    private void stagePolicyHost() {
        String host = canonical("mta-sts." + domain);
        Map<String, ?> addresses = map("policyHost");
        Object policy = given.get("policy");
        if (!addresses.isEmpty()) {
            addresses(host, RecordType.A, addresses.get("a"));
            addresses(host, RecordType.AAAA, addresses.get("aaaa"));
            if (addresses.get("aOnSecondLookup") instanceof List<?> later) {
                lab.dns().then(host, RecordType.A);
                addresses(host, RecordType.A, later);
            }
        } else if (policy instanceof String words && words.startsWith("host ")) {
            fail(host, RecordType.A, words.substring("host ".length()));
            fail(host, RecordType.AAAA, words.substring("host ".length()));
        } else if (policy != null) {
            lab.dns().a(host, addressOf(policy));
            if (given.containsKey("secondAddress")) {
                lab.dns().a(host, Laboratory.OTHER_PUBLIC4);
            }
        }
    }

    private static String addressOf(Object policy) {
        return switch (policy.toString()) {
            case "connect timeout" -> Laboratory.NO_ANSWER;
            case "connection refused on 443" -> Laboratory.REFUSED;
            case "TCP accepts, then silence" -> Laboratory.TARPIT;
            default -> Laboratory.PUBLIC4;
        };
    }

    private void addresses(String host, RecordType type, Object found) {
        if (found instanceof List<?> list) {
            lab.dns().nodata(host);
            list.forEach(address -> address(host, type, address.toString()));
        } else if (found != null) {
            fail(host, type, found.toString());
        }
    }

    private void address(String host, RecordType type, String words) {
        if (words.equals(Laboratory.PUBLIC6_WITHOUT_ANSWER)) {
            unreachable6();
        }
        FakeHttpsSite site = FakeHttpsSite.policy("");
        if (words.equals("UNRECOGNIZED_NAME")) {
            lab.sites().site(host, Laboratory.OTHER_PUBLIC4, site.with(HttpFault.UNRECOGNIZED_NAME));
        } else if (words.equals("PLAIN_HTTP")) {
            lab.sites().site(host, Laboratory.OTHER_PUBLIC4, site.with(HttpFault.PLAIN_HTTP));
        }
        String address = switch (words) {
            case "UNRECOGNIZED_NAME", "PLAIN_HTTP" -> Laboratory.OTHER_PUBLIC4;
            case "REFUSED" -> Laboratory.REFUSED;
            case "PUBLIC4" -> Laboratory.PUBLIC4;
            case "PUBLIC6", Laboratory.PUBLIC6_WITHOUT_ANSWER -> Laboratory.PUBLIC6;
            case "NAT64(PUBLIC4)" -> "64:ff9b::7f00:101";
            default -> mailServer(words);
        };
        if (type.equals(RecordType.A) && !address.contains(":")) {
            lab.dns().a(host, address);
        } else {
            lab.dns().aaaa(host, address);
        }
    }

    private String mailServer(String address) {
        if (map("smtp").get(address) instanceof Map<?, ?> server) {
            boolean starttls = !Boolean.FALSE.equals(server.get("starttls"));
            return (starttls ? MailServerBehavior.NORMAL : MailServerBehavior.NO_STARTTLS).address();
        }
        return address;
    }

    private void unreachable6() {
        try {
            lab.sites().reach(Laboratory.PUBLIC6, Reachability.NO_ANSWER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fail(String name, RecordType type, String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        switch (lower) {
            case "nxdomain", "null" -> {}
            case "nodata" -> lab.dns().nodata(name);
            default -> lab.dns().fail(name, type, failure(lower));
        }
    }

    private static DnsFault failure(String word) {
        if (word.contains("bogus")) {
            return DnsFault.DNSSEC_BOGUS;
        }
        if (word.startsWith("rcode ")) {
            return DnsFault.rcode(Integer.parseInt(word.substring("rcode ".length())));
        }
        return switch (word) {
            case "servfail" -> DnsFault.SERVFAIL;
            case "refused" -> DnsFault.REFUSED;
            case "notimp" -> DnsFault.NOTIMP;
            case "formerr" -> DnsFault.FORMERR;
            case "timeout", "time-out" -> DnsFault.TIMEOUT;
            case "malformed" -> DnsFault.MALFORMED;
            case "truncated, tcp refused" -> DnsFault.TRUNCATED_TCP_REFUSED;
            case "truncated, tcp ok", "truncated" -> DnsFault.TRUNCATED_TCP_OK;
            default -> throw new IllegalArgumentException("no such failure of DNS: " + word);
        };
    }

    private void stagePolicy(String host) {
        Object policy = given.get("policy");
        if (policy instanceof Map<?, ?> described) {
            lab.sites().site(host, described(described));
            if (given.get("secondAddress") instanceof Map<?, ?> different) {
                Map<Object, Object> second = new HashMap<>(described);
                second.putAll(different);
                lab.sites().site(host, Laboratory.OTHER_PUBLIC4, described(second));
            }
        } else if (policy != null) {
            site(host, policy.toString()).ifPresent(site -> lab.sites().site(host, site));
        }
    }

    private Optional<FakeHttpsSite> site(String host, String words) {
        FakeHttpsSite valid = FakeHttpsSite.policy(LabFixtures.policy("enforce", "mx1." + domain));
        Matcher redirect = REDIRECT.matcher(words);
        Matcher certificate = CERTIFICATE.matcher(words);
        if (redirect.matches()) {
            return Optional.of(
                    FakeHttpsSite.of(Response.redirect(Integer.parseInt(redirect.group(1)), redirect.group(2))));
        }
        if (certificate.matches()) {
            return Optional.of(valid.with(CertificateKind.names(certificate.group(1))));
        }
        if (words.startsWith("certificate with CN=" + host) && words.endsWith("no subjectAltName")) {
            return Optional.of(valid.with(CertificateKind.CN_ONLY));
        }
        boolean byAddress = !addressOf(words).equals(Laboratory.PUBLIC4)
                || words.startsWith("host ")
                || words.startsWith("would connect to ");
        return byAddress ? Optional.empty() : Optional.of(alter(valid, words));
    }

    private FakeHttpsSite described(Map<?, ?> policy) {
        Response response =
                Response.status(((Number) policy.get("status")).intValue()).body(body(policy));
        if (policy.get("raw") instanceof String raw) {
            response = Response.raw(RawResponse.fill(raw, body(policy)));
        }
        if (policy.get("headers") instanceof Map<?, ?> headers) {
            for (Map.Entry<?, ?> header : headers.entrySet()) {
                response = response.header(
                        header.getKey().toString(), header.getValue().toString());
            }
        }
        if (policy.get("contentType") instanceof String type) {
            response = response.contentType(type);
        }
        if (policy.get("framing") instanceof String framing) {
            response = framed(response, framing);
        }
        if ("gzip".equals(policy.get("encoding"))) {
            response = response.gzip();
        } else if (policy.get("encoding") instanceof String encoding) {
            response = response.header("Content-Encoding", encoding);
        }
        if (policy.get("preamble") instanceof String preamble) {
            response = response.preamble(preamble);
        }
        FakeHttpsSite site = FakeHttpsSite.of(response);
        if (policy.get("names") instanceof List<?> names) {
            site = site.with(CertificateKind.names(names(names)));
        }
        if (policy.get("chain") instanceof String chain) {
            site = site.with(chain(chain));
        }
        for (String aspect : List.of("cert", "tls", "alpn")) {
            if (policy.get(aspect) instanceof String words) {
                site = alter(site, words);
            }
        }
        if (policy.get("delaySeconds") instanceof Number seconds) {
            site = site.delayed(FakeHttpsSite.Stage.HEADERS, Duration.ofMillis((long) (seconds.doubleValue() * 1000)));
        }
        return site;
    }

    private CertificateKind chain(String word) {
        CertificateKind good = CertificateKind.GOOD;
        return switch (word) {
            case "eku-client" -> good.with(CertificateKind.Usage.CLIENT_ONLY);
            case "eku-none" -> good.with(CertificateKind.Usage.ANY);
            case "crit" -> good.with(CertificateKind.Usage.UNKNOWN_CRITICAL_EXTENSION);
            case "san-dot" -> CertificateKind.names("mta-sts." + domain + ".");
            case "san-domain" -> CertificateKind.names(domain);
            case "san-star" -> CertificateKind.names("*");
            case "inter-expired" -> CertificateKind.EXPIRED_INTERMEDIATE;
            case "inter-ending" -> good.issuedBy(CertificateKind.Issuer.ENDING_INTERMEDIATE);
            case "nc-other" -> good.issuedBy(CertificateKind.Issuer.NAME_CONSTRAINED_INTERMEDIATE);
            case "cross" -> good.sending(CertificateKind.Chain.WITH_EXPIRED_CROSS_CERTIFICATE);
            case "leaf-1h" -> good.valid(good.begins(), Duration.ofHours(1));
            default -> throw new IllegalArgumentException("no such chain: " + word);
        };
    }

    private static byte[] body(Map<?, ?> policy) {
        if (policy.get("bodyBase64") instanceof String base64) {
            return Base64.getDecoder().decode(base64);
        }
        if (policy.get("body") instanceof Map<?, ?> padded) {
            String prefix = padded.get("prefix").toString();
            int length = ((Number) padded.get("to")).intValue();
            StringBuilder text = new StringBuilder(prefix);
            while (text.length() < length) {
                text.append(padded.get("repeat"));
            }
            text.setLength(length);
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
        return String.valueOf(policy.get("body")).getBytes(StandardCharsets.UTF_8);
    }

    private static Response framed(Response response, String words) {
        Matcher drip = DRIP.matcher(words);
        if (drip.matches()) {
            int bytes = drip.group(1).equals("one") ? 1 : Integer.parseInt(drip.group(1));
            return response.pace(new Throttle(bytes, Duration.ofSeconds(Long.parseLong(drip.group(2)))));
        }
        return switch (words) {
            case "chunked" -> response.framing(Framing.CHUNKED);
            case "until close" -> response.framing(Framing.UNTIL_CLOSE);
            case "chunked, connection closed before the last chunk" -> response.framing(Framing.CHUNKED_CUT_OFF);
            case "chunked, never ends, 1 MB/s" ->
                response.framing(Framing.ENDLESS_CHUNKED).pace(Throttle.ONE_MEGABYTE_PER_SECOND);
            case "content-length, connection closed before the end", "content-length longer than sent" ->
                response.framing(Framing.CONTENT_LENGTH_CUT_OFF);
            default -> throw new IllegalArgumentException("no such framing: " + words);
        };
    }

    /** What the corpus and its likely cousins say of certificates, TLS and ALPN, in words. */
    private static FakeHttpsSite alter(FakeHttpsSite site, String words) {
        Matcher certificate = CERTIFICATE.matcher(words);
        Matcher days = Pattern.compile("expir(?:es|ing) in (\\d+) days").matcher(words);
        if (certificate.matches()) {
            return site.with(CertificateKind.names(certificate.group(1)));
        }
        if (days.matches()) {
            return site.with(CertificateKind.expiring(Integer.parseInt(days.group(1))));
        }
        return switch (words) {
            case "good" -> site;
            case "intermediate certificate not sent", "missing intermediate" ->
                site.with(CertificateKind.MISSING_INTERMEDIATE);
            case "expired", "certificate expired", "expired certificate" -> site.with(CertificateKind.EXPIRED);
            case "not yet valid" -> site.with(CertificateKind.NOT_YET_VALID);
            case "self-signed", "self-signed certificate" -> site.with(CertificateKind.SELF_SIGNED);
            case "unknown CA" -> site.with(CertificateKind.UNKNOWN_CA);
            case "no subjectAltName", "CN only" -> site.with(CertificateKind.CN_ONLY);
            case "IP only" -> site.with(CertificateKind.IP_SAN_ONLY);
            case "RSA" -> site.with(CertificateKind.RSA);
            case "1.2 only", "TLSv1.2" -> site.with(SupportedTlsVersions.ONLY_1_2);
            case "1.3 only", "TLSv1.3" -> site.with(SupportedTlsVersions.ONLY_1_3);
            case "1.1 only", "1.0 only", "old", "TLSv1.1", "TLSv1" -> site.with(SupportedTlsVersions.OLD_WITH_ALERT);
            case "http/1.1" -> site.with(Alpn.HTTP_1_1);
            case "h2 only", "h2" -> site.with(Alpn.H2_ONLY);
            case "h2 preferred" -> site.with(Alpn.H2_PREFERRED);
            case "ignored", "none" -> site.with(Alpn.IGNORED);
            case "plain HTTP on 443", "plain HTTP" -> site.with(HttpFault.PLAIN_HTTP);
            case "TLS handshake failure", "handshake_failure" -> site.with(HttpFault.HANDSHAKE_FAILURE);
            case "TLS, then silence" -> site.with(HttpFault.SILENCE_AFTER_TLS);
            default -> throw new IllegalArgumentException("no such site: " + words);
        };
    }

    /** A member that is a map of names, which are without their final dots here. */
    private Map<String, Object> map(String member) {
        Map<String, Object> names = new LinkedHashMap<>();
        if (given.get(member) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> names.put(withoutDot(name.toString()), value));
        }
        return names;
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
