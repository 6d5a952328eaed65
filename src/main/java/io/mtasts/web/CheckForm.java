package io.mtasts.web;

import java.util.List;

/**
 * The form at the top of a page.
 *
 * @param action the address to which the form is sent, relative to the start page
 * @param title the title of the page without a result, empty on the start page
 * @param explained whether the page without a result explains MTA-STS
 */
record CheckForm(
        String action, String title, String heading, String lead, String label, String button, boolean explained) {

    static final CheckForm MTA_STS = new CheckForm(
            "./",
            "",
            "Is mail to this domain protected?",
            "MTA-STS lets a domain require verified encryption for its mail. Enter a domain to see whether senders"
                    + " apply its policy, and if not, why.",
            "Mail domain",
            "Check MTA-STS",
            true);

    static final CheckForm SETUP = new CheckForm(
            "setup",
            "Set up MTA-STS",
            "What should this domain publish for MTA-STS?",
            "Enter a domain to generate its policy and its record, with the steps in the right order.",
            "Mail domain",
            "Generate setup",
            false);

    static final CheckForm PLAN = new CheckForm(
            "plan",
            "Plan a change",
            "When can this domain change its mail servers?",
            "Senders remember policies for days or weeks. Enter a domain to plan a change with dates at which no mail is"
                    + " lost.",
            "Mail domain",
            "Plan a change",
            false);

    static final CheckForm MX = new CheckForm(
            "mx",
            "Mail servers",
            "Which servers accept mail for this domain?",
            "The MX records of a domain name its mail servers. Enter a domain to look them up.",
            "Mail domain",
            "Look up mail servers",
            false);

    static final CheckForm TLS_RPT = new CheckForm(
            "tls-rpt",
            "TLS reporting",
            "Does this domain receive TLS reports?",
            "With TLS reporting, senders report mail that they could not deliver over verified TLS. Enter a domain to"
                    + " see where its reports are sent.",
            "Mail domain",
            "Check TLS reporting",
            false);

    static final CheckForm DMARC = new CheckForm(
            "dmarc",
            "DMARC",
            "Can others send mail in the name of this domain?",
            "With DMARC, a domain asks receivers to reject mail that only claims to come from it. Enter a domain to see"
                    + " which policy applies to it and whether its reports arrive.",
            "Domain in the From: address",
            "Check DMARC",
            false);

    private static final List<CheckForm> PARTS = List.of(SETUP, PLAN, MX, TLS_RPT, DMARC);

    /** Returns the form of the page at a path, by default that of the start page. */
    static CheckForm at(String path) {
        return PARTS.stream()
                .filter(form -> path.equals("/" + form.action()))
                .findFirst()
                .orElse(MTA_STS);
    }
}
